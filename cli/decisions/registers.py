"""`thamdinh register …`: the registers of outgoing papers, their gaps, numbers voided."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from actions.decisions.read_register import lines_of, register_reports
from actions.decisions.void_number import Voiding, void_numbers
from actions.execute import Receipt
from cli.decisions.states import states_of
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    Reason,
    act_id,
    ready,
    wording,
)
from cli.kit.texts import heads, say
from domain.calendar.dates import parse_day
from domain.decisions.registers import NumbersVoided, RegisterEntry, SeriesReport
from domain.errors import BadInput
from domain.facts.decisions import Renumbered

register = typer.Typer(no_args_is_help=True)

Agency = Annotated[str, typer.Argument()]
Year = Annotated[int, typer.Argument(min=1945)]


@register.command()
def show(agency: Agency, year: Year, json: AsJson = False) -> None:
    reports = register_reports(ready(), agency, year)
    lines = lines_of(reports, year)
    if json:
        print_json({"entries": lines, "voided": [v for r in reports for v in r.voided]})
        return
    columns = heads("number", "day", "signer", "case", "force")
    name = wording().agency(agency)
    states = states_of(lines)
    rows = [(*_line(entry), states.get((entry.series, entry.number), "")) for entry in lines]
    table(say("register_of_outgoing_papers_of", name=name, year=year), columns, rows)
    _print_voided(reports)


@register.command()
def gaps(agency: Agency, year: Year, json: AsJson = False) -> None:
    reports = register_reports(ready(), agency, year)
    if json:
        print_json(reports)
        return
    for r in reports:
        state = (
            say("missing", missing=", ".join(map(str, r.missing)))
            if r.missing
            else say("no_number_is_missing")
        )
        console.print(say("register_given_out_up_to", series=r.series, last=r.last, state=state))
        if r.disordered:
            rows = [_line(entry) for entry in r.disordered]
            columns = heads("number", "day", "signer", "case")
            table(say("dated_before_a_smaller_number"), columns, rows)
    if not reports:
        console.print(say("this_register_has_no_number_yet"))
    _print_voided(reports)


@register.command()
def void(
    agency: Agency,
    numbers: Annotated[str, typer.Argument()],
    person: As,
    reason: Reason = "",
    dated: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    first, last = _span(numbers)
    day = parse_day(dated, field="dated") if dated else app.today()
    wish = Voiding(
        act_id=_wish(agency, first, last, day),
        agency=agency,
        first=first,
        last=last,
        dated=day,
        reason=reason,
    )
    done = void_numbers(app, wish, person=person)
    if json:
        print_json(done)
        return
    console.print(_said(done))


def _wish(agency: str, first: int, last: int, day: date) -> str:
    return act_id("void", agency, first, last, day.year)


def _said(done: NumbersVoided | Receipt) -> str:
    if isinstance(done, NumbersVoided):
        return say("number_of_register_voided_it_is", numbers=_numbers(done), series=done.series)
    changed = next(fact for fact in done.facts if isinstance(fact, Renumbered))
    return say(
        "number_voided_the_decision_of_case",
        voided_symbol=changed.voided_symbol,
        id=done.case.id,
        symbol=changed.symbol,
    )


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    if not first.isascii() or not first.isdigit() or not (last or "0").isdigit():
        raise BadInput(field="numbers", rule=BadInput.Rule.NOT_A_SPAN, value=text)
    return int(first), int(last or first)


def _numbers(voided: NumbersVoided) -> str:
    return str(voided.first) if voided.first == voided.last else f"{voided.first}–{voided.last}"


def _line(entry: RegisterEntry) -> tuple[object, ...]:
    return (entry.symbol, entry.dated, entry.signer, entry.case_id)


def _print_voided(reports: tuple[SeriesReport, ...]) -> None:
    names = wording(v.by.person for r in reports for v in r.voided).names
    rows = [
        (r.series, _numbers(v), v.reason, names.get(v.by.person, v.by.person), v.at, v.case)
        for r in reports
        for v in r.voided
    ]
    if rows:
        table(
            say("voided_numbers"),
            heads("register", "number_short", "reason", "voided_by", "at", "case"),
            rows,
        )
