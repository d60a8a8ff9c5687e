"""`thamdinh hearing …`: the right to be heard, the council, and who steps aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from actions.app import App
from actions.hearing.form_council import form_council
from actions.hearing.hearing import SERVED_PAPER, record_hearing, serve_paper
from actions.hearing.recuse import step_aside
from actions.papers.attach_paper import Upload
from cli.cases.acts import tell
from cli.kit.files import NotSecret, sent
from cli.kit.findings import cited_bases
from cli.kit.output import AsJson, table
from cli.kit.session import As, act, ready
from cli.kit.texts import heads, say
from domain.calendar.dates import parse_day
from domain.errors import BadInput
from domain.facts.hearing import CouncilSeat
from domain.hearing.hearing import ATTENDANCE, WHAT, Serving
from domain.hearing.recusal import interest_clock

hearing = typer.Typer(no_args_is_help=True)


@hearing.command()
def served(
    case: str,
    what: Annotated[str, typer.Argument(help=" · ".join(WHAT))],
    on: Annotated[str, typer.Argument()],
    person: As,
    proof: Annotated[str, typer.Option()],
    meeting: Annotated[str, typer.Option()] = "",
    file: Annotated[Path | None, typer.Option()] = None,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    day = parse_day(on, field="on")
    called = parse_day(meeting, field="meeting") if meeting else None
    wish = act("served", case, person, what, day, called or "")
    serving = Serving(what=what, on=day, proof=proof, meeting=called)
    file_ = sent(file, not_secret=not_secret) if file else None
    upload = Upload(kind=SERVED_PAPER, file=file_) if file_ else None
    tell(serve_paper(ready(), wish, serving, upload), json=json)


@hearing.command()
def attended(
    case: str,
    meeting: Annotated[str, typer.Argument()],
    attendance: Annotated[str, typer.Argument(help=" · ".join(ATTENDANCE))],
    person: As,
    note: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    day = parse_day(meeting, field="meeting")
    wish = act("attended", case, person, day, attendance)
    tell(record_hearing(ready(), wish, day, attendance, note), json=json)


@hearing.command()
def council(
    case: str,
    person: As,
    seat: Annotated[list[str], typer.Option()],
    secretary: Annotated[str, typer.Option()],
    json: AsJson = False,
) -> None:
    seats = tuple(_seat(entry) for entry in seat)
    wish = act("council", case, person, *seat, secretary)
    tell(form_council(ready(), wish, seats, secretary=secretary), json=json)


@hearing.command()
def aside(
    case: str,
    relation: Annotated[str, typer.Argument()],
    person: As,
    who: Annotated[str, typer.Option()] = "",
    note: str = "",
    known: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(known, field="known") if known else app.today()
    wish = act("aside", case, person, who, relation)
    tell(step_aside(app, wish, who=who or person, relation=relation, note=note), json=json)
    if not json:
        _print_times(app, day)


def _print_times(app: App, known: date) -> None:
    """Until when the conflict is reported, controlled and told."""
    catalogue = app.catalogue
    rows = [
        (time.title, f"{due.day:%d/%m/%Y}", cited_bases([time.basis]))
        for time, due in interest_clock(known, catalogue.interest_times, catalogue.calendar)
    ]
    table(
        say("conflict_of_interest_known_on", known=known),
        heads("what", "deadline", "basis"),
        rows,
    )


def _seat(entry: str) -> CouncilSeat:
    seat, found, person = entry.partition("=")
    if not found:
        raise BadInput(field="seat", rule=BadInput.Rule.SEAT_SHAPE, value=entry)
    return CouncilSeat(person=person, seat=seat)
