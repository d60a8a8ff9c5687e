"""`thamdinh agency …` and `thamdinh person …`: who there is, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from actions.directory.entry import DirectoryEntry
from actions.directory.person_file import seat_proposals
from actions.directory.record_sheets import import_records, record_book
from actions.directory.records import Correcting, correct, record_from, set_record, version_of
from cli.kit.files import sent
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    act_id,
    ready,
    wording,
)
from cli.kit.texts import heads, say
from documents.guarded.files import open_record
from domain.calendar.dates import parse_day
from domain.directory.decided import DecidedRow, OnFile
from domain.directory.fields import FieldSaid, State
from domain.directory.proposals import SeatProposal
from domain.errors import BadInput
from models.unit_of_work import reading
from notifications.person_words import rows_of
from notifications.wording import Wording
from notifications.words import word

agency = typer.Typer(no_args_is_help=True)
person = typer.Typer(no_args_is_help=True)

On = Annotated[str, typer.Option("--on")]


@agency.command("list")
def list_agencies(on: On = "", json: AsJson = False) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    bodies = [a for a in app.catalogue.agencies.by_code.values() if a.covers(day)]
    if json:
        print_json(bodies)
        return
    rows = [
        (
            a.code,
            a.name(day).full,
            ", ".join(r.role for r in a.roles if r.covers(day)),
            a.confidence,
        )
        for a in bodies
    ]
    table(
        say("agencies_on", day=day),
        heads("code", "called", "roles", "confidence"),
        rows,
    )


@agency.command("show")
def show_agency(code: str, on: On = "", json: AsJson = False) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    body = app.catalogue.agencies.get(code)
    current = app.catalogue.agencies.current(code, day)
    with reading(ready()) as uow:
        seats = uow.directory.seats(current.code, day)
    if json:
        print_json({"agency": body, "current": current.code, "seats": seats})
        return
    words = wording(s.person for s in seats)
    names = words.names
    rows = [
        (say("called"), body.name(day).full),
        (say("from"), body.first_day if body.first_day.year > 1 else ""),
        (say("until"), body.last_day),
        (say("day_looked_at_because"), current.name(day).full),
        (say("notes"), body.note),
    ]
    table(body.code, ("", ""), rows)
    table(
        say("seats"),
        heads("person", "position", "powers"),
        [
            (
                names.get(s.person, s.person),
                s.position,
                ", ".join(map(words.power, sorted(s.powers))),
            )
            for s in seats
        ],
    )


@person.command("list")
def list_people(words: str = "", json: AsJson = False) -> None:
    with reading(ready()) as uow:
        found = uow.directory.search(words)
    if json:
        print_json(found)
        return
    rows = [(p.id, p.full_name, p.birth, p.present_position) for p in found]
    table(
        say("directory"),
        heads("code", "full_name", "date_of_birth", "present_position"),
        rows,
    )


@person.command("record")
def set_record_(
    person_id: str,
    source: Annotated[Path, typer.Option("--from")],
    document: Annotated[str, typer.Option("--document")],
    reason: Annotated[str, typer.Option("--reason")] = "",
) -> None:
    said = open_record(sent(source))
    typed = act_id("record", person_id, document, str(said), _version(person_id))
    set_record(
        ready(),
        DirectoryEntry(act_id=typed, by="", document=document),
        person_id,
        record_from(said),
        reason=reason,
    )
    console.print(say("record_of_kept", person_id=person_id))


def _version(person_id: str) -> str:
    """The same wish about what has changed since is another wish."""
    with reading(ready()) as uow:
        return version_of(uow.directory.entered(person_id))


@person.command("correct")
def correct_field(
    person_id: str,
    field: str,
    value: Annotated[str, typer.Argument()] = "",
    none: Annotated[bool, typer.Option("--none")] = False,
    remove: Annotated[bool, typer.Option("--remove")] = False,
    document: Annotated[str, typer.Option("--document")] = "",
    reason: Annotated[str, typer.Option("--reason")] = "",
) -> None:
    """A value, `--none` or `--remove`: one of the three."""
    if sum((bool(value), none, remove)) != 1:
        raise BadInput(field=field, rule=BadInput.Rule.NONE_AND_VALUE, value=value)
    state = State.NONE if none else State.NOT_ON_FILE if remove else State.HELD
    typed = act_id("correct", person_id, field, state, value, document, _version(person_id))
    entry = DirectoryEntry(act_id=typed, by="", document=document)
    said = {field: FieldSaid(state=state, value=value)}
    correct(ready(), entry, Correcting(person=person_id, said=said, reason=reason))
    console.print(say("record_of_kept", person_id=person_id))


@person.command("export")
def export_records(to: Annotated[Path, typer.Option("--to")]) -> None:
    to.write_bytes(record_book(ready()))
    console.print(say("records_written", to=to))


@person.command("import")
def import_book(source: Path, try_only: Annotated[bool, typer.Option("--try")] = False) -> None:
    count = import_records(ready(), sent(source), by="", try_only=try_only)
    console.print(say("records_tried" if try_only else "records_entered", count=count))


@person.command("show")
def show_person(person_id: str, json: AsJson = False) -> None:
    today = ready().today()
    with reading(ready()) as uow:
        found = uow.directory.person(person_id)
        actors = uow.directory.actors(person_id, today)
        decided = uow.directory.decided(person_id)
        proposed = seat_proposals(ready(), uow, person_id)
    if json:
        named = {"person": found, "may_act_as": actors}
        print_json(named | {"decided": decided, "proposed_seats": proposed})
        return
    table(
        found.full_name,
        ("", ""),
        rows_of(found),
    )
    words = wording()
    if decided:
        _tell_decided(decided, proposed, words)
    table(
        say("may_act_as"),
        heads("agency", "position", "for_whom", "basis"),
        [(words.agency(a.agency), a.position, a.on_behalf_of, a.mandate) for a in actors],
    )


def _tell_decided(
    decided: Iterable[OnFile], proposed: Iterable[SeatProposal], words: Wording
) -> None:
    table(
        say("by_decisions_issued"),
        heads("subject_matter", "first_day", "through", "decision", "undone_by"),
        [
            (_row_said(on.row, words), on.row.first_day, on.row.last_day, on.symbol, on.undone_by)
            for on in decided
        ],
    )
    for one in proposed:
        what = "seat_to_begin" if one.begins else "seat_to_end"
        where = words.agency(one.agency)
        console.print(say(what, symbol=one.symbol, title=one.title, where=where))


def _row_said(row: DecidedRow, words: Wording) -> str:
    kind = word("decided_rows", row.kind)
    if row.form:
        return f"{kind}: {word('outcomes', row.form)}"
    return f"{kind}: {word('positions', row.position)}, {words.agency(row.agency)}"
