"""`thamdinh law limitation`: the two clocks of discipline, with their sums. It decides nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

import bootstrap
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.texts import heads, say, word
from domain.calendar.dates import parse_day, parse_span
from domain.calendar.workdays import Due
from domain.law.limitation import (
    FORMS,
    Limitation,
    Span,
    Violation,
    concluded_in_time,
    time_limit,
)

Excluded = Annotated[list[str] | None, typer.Option()]


def limitation(
    ended: Annotated[str, typer.Option()],
    concluded: Annotated[str, typer.Option()],
    form: Annotated[str, typer.Option(help=" · ".join(FORMS))] = "reprimand",
    discovered: Annotated[str, typer.Option()] = "",
    new_act: Annotated[str, typer.Option()] = "",
    excluded: Excluded = None,
    json: AsJson = False,
) -> None:
    app = bootstrap.app()
    spans = tuple(parse_span(text, field="excluded") for text in excluded or ())
    again = parse_day(new_act, field="new_act") if new_act else None
    act = Violation(parse_day(ended, field="ended"), form, again, spans)
    day = parse_day(concluded, field="concluded")
    answer, sums = concluded_in_time(act, app.catalogue.clocks, day)
    limits = _limits(parse_day(discovered, field="discovered"), spans) if discovered else []
    if json:
        print_json({"in_time": answer, "sums": sums, "limits": limits})
        return
    columns = heads("clock", "from", "sum", "last_day", "basis_with_confidence")
    table(say("limitation_and_time_limits"), columns, [*(_row(found) for found in sums), *limits])
    console.print(say("concluded_on", day=day, word=word("limitation", answer)))
    for never in app.catalogue.clocks.never:
        console.print(say("no_limitation_applies", why=never.why))
    for time in app.catalogue.clocks.not_counted:
        console.print(say("not_counted", why=time.why))


def _row(found: Limitation) -> tuple[object, ...]:
    extra = (
        say("and_days_not_counted", excluded_days=found.excluded_days)
        if found.excluded_days
        else ""
    )
    count = say("months", months=found.months, extra=extra)
    return say("limitation"), found.start, count, found.last, cited_bases(found.basis)


def _limits(discovered: date, spans: tuple[Span, ...]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    app = bootstrap.app()
    for extended in (False, True):
        due, basis = time_limit(
            discovered,
            app.catalogue.clocks,
            app.catalogue.calendar,
            extended=extended,
            excluded=spans,
        )
        name = say("time_limit_extended") if extended else say("time_limit")
        rows.append(
            (name, due.start, say("days_long", amount=due.amount), _days(due), cited_bases(basis))
        )
    return rows


def _days(due: Due) -> str:
    """The bare last day first: who keeps to it is never late. Then the working day it moves to."""
    bare = f"{due.strict:%d/%m/%Y}"
    rolled = say("moved_to_the_working_day", day=due.day) if due.day != due.strict else ""
    return bare + rolled + (say("provisional_calendar") if due.provisional else "")
