"""`thamdinh calendar …`: how a deadline is counted, day by day."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.calendar.calendar_change import Moved, deadlines_moved, move_deadlines
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import As, ready, wording
from cli.kit.texts import heads, say
from domain.calendar.dates import parse_day
from domain.calendar.workdays import calendar_days_after, working_days_after

calendar = typer.Typer(no_args_is_help=True)


@calendar.command()
def explain(
    start: Annotated[str, typer.Argument()],
    days: Annotated[int, typer.Argument(min=1)],
    calendar_days: Annotated[bool, typer.Option()] = False,
    json: AsJson = False,
) -> None:
    count = calendar_days_after if calendar_days else working_days_after
    due = count(parse_day(start, field="start"), days, ready().catalogue.calendar)
    if json:
        print_json(due)
        return
    kind = say("days") if calendar_days else say("working_days")
    console.print(say("after_the_end_of", days=days, kind=kind, start=due.start, day=due.day))
    if due.provisional:
        console.print(say("the_calendar_of_this_year_is"))
    if due.skipped:
        table(say("days_not_counted"), (say("day"), say("reason")), due.skipped)


@calendar.command()
def preview(
    off: Annotated[list[str] | None, typer.Option()] = None,
    work: Annotated[list[str] | None, typer.Option()] = None,
    json: AsJson = False,
) -> None:
    days_off = [parse_day(day, field="off") for day in off or ()]
    days_on = [parse_day(day, field="work") for day in work or ()]
    moved = deadlines_moved(ready(), days_off, days_on)
    if json:
        print_json(moved)
        return
    _print(say("deadlines_that_would_move"), moved)
    console.print(say("nothing_has_changed_this_is_a"))


@calendar.command()
def move(
    person: As,
    document: Annotated[str, typer.Option()],
    json: AsJson = False,
) -> None:
    moved = move_deadlines(ready(), document, person=person)
    if json:
        print_json(moved)
        return
    _print(say("deadlines_moved"), moved)


def _print(title: str, moved: tuple[Moved, ...]) -> None:
    words = wording()
    rows = [
        (m.case, m.task.step, words.agency(m.task.agency), m.before.day, m.after.day) for m in moved
    ]
    table(title, heads("case", "step", "agency", "from", "to"), rows)
