"""The working year, how a deadline is counted, and what a swapped day would move."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from actions.calendar.calendar_change import deadlines_moved, move_deadlines
from domain.calendar.dates import parse_day
from domain.calendar.workdays import (
    SATURDAY,
    WorkCalendar,
    calendar_days_after,
    working_days_after,
)
from domain.directory.actors import Power
from domain.errors import BadInput, CaseworkError
from regulations.workdays import FIRST_YEAR, LAST_YEAR, Override, load_overrides
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
Days = Annotated[str, Query(max_length=200)]
MOST_DAYS = 1000


@dataclass(frozen=True, slots=True)
class Day:
    """`kind`: work, weekend, holiday (a rest that has a name) or worked (a weekend at work)."""

    day: date
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


@router.get("/calendar")
def year(ctx: SignedInContext, year: int | None = None) -> Response:
    """Twelve months, and beside each day that is not as usual its name."""
    shown = ctx.app.today().year if year is None else year
    if not FIRST_YEAR <= shown <= LAST_YEAR:
        raise HTTPException(404)
    calendar = ctx.app.catalogue.calendar
    months = tuple(_month(shown, number, calendar) for number in range(1, 13))
    days = [day for month in months for week in month.weeks for day in week if day]
    named = [day for day in days if day.name]
    return ctx.page(
        "calendar/calendar.html",
        tab="year",
        year=shown,
        months=months,
        named=_grouped(named),
        working=sum(day.kind in ("work", "worked") for day in days),
        provisional=date(shown, 12, 31) > calendar.confirmed_until,
        swaps=[swap for swap in _swaps(ctx) if swap.day.year == shown],
        years=(FIRST_YEAR, LAST_YEAR),
    )


@router.get("/calendar/explain")
def explain(
    ctx: SignedInContext, start: Days = "", days: str = "", unit: str = "working_days"
) -> Response:
    """On which day a deadline falls, and every day that was not counted, with the reason."""
    due, message = None, ""
    if start or days:
        try:
            count = calendar_days_after if unit == "calendar_days" else working_days_after
            number = _number(days)
            due = count(parse_day(start, field="start"), number, ctx.app.catalogue.calendar)
        except CaseworkError as error:
            message = ctx.refusal(error)
    return ctx.page(
        "calendar/explain.html",
        tab="explain",
        due=due,
        message=message,
        start=start,
        days=days,
        unit=unit,
    )


@router.get("/calendar/change")
def change(
    ctx: SignedInContext,
    off: Days = "",
    work: Days = "",
    asked: bool = False,
    moved: int | None = None,
) -> Response:
    """Which open deadlines a swapped day would move; for who administers, who sees no case.

    Tasks are therefore named by their id alone, as the command does.
    """
    _check_administers(ctx)
    rows, message = None, ""
    if asked:
        try:
            swapped = _days(off, "off"), _days(work, "work")
            rows = deadlines_moved(ctx.app, *swapped)
        except CaseworkError as error:
            message = ctx.refusal(error)
    return ctx.page(
        "calendar/change.html",
        tab="change",
        off=off,
        work=work,
        rows=rows,
        message=message,
        moved=moved,
        swaps=_swaps(ctx),
        kept=ctx.kept(),
    )


@router.post("/calendar/move")
def move(ctx: SignedInContext, form: Posted) -> Response:
    """Once the table of days is law: the open deadlines follow it, each in its case's history."""
    _check_administers(ctx)
    moved = move_deadlines(ctx.app, form.one("document"), person=ctx.person)
    return go(f"/calendar/change?moved={len(moved)}")


def administers(ctx: RequestContext) -> bool:
    return ctx.viewer.can(Power.ADMINISTER)


def _check_administers(ctx: RequestContext) -> None:
    if not administers(ctx):
        raise HTTPException(404)


def _month(year: int, number: int, calendar: WorkCalendar) -> Month:
    weeks = Calendar().monthdatescalendar(year, number)
    return Month(
        date(year, number, 1),
        tuple(
            tuple(_day(day, calendar) if day.month == number else None for day in week)
            for week in weeks
        ),
    )


def _day(day: date, calendar: WorkCalendar) -> Day:
    if day in calendar.working_weekends:
        return Day(day, "worked", calendar.working_weekends[day])
    if day in calendar.holidays:
        return Day(day, "holiday", calendar.holidays[day])
    return Day(day, "weekend" if day.weekday() >= SATURDAY else "work")


def _grouped(days: Iterable[Day]) -> list[tuple[Day, Day]]:
    """First and last of each run of days that follow one another under one name."""

    def run(numbered: tuple[int, Day]) -> tuple[int, str, str]:
        place, day = numbered
        return day.day.toordinal() - place, day.kind, day.name

    runs: Iterator[list[tuple[int, Day]]] = (
        list(found) for _, found in groupby(enumerate(days), key=run)
    )
    return [(found[0][1], found[-1][1]) for found in runs]


def _swaps(ctx: RequestContext) -> tuple[Override, ...]:
    """Swapped days with the document of each; proposed ones too, which are not applied."""
    return load_overrides(ctx.app.catalogue.data / "workdays")


def _days(text: str, field: str) -> list[date]:
    """Days separated by commas or blanks. Raises BadInput."""
    return [parse_day(part, field=field) for part in text.replace(",", " ").split()]


def _number(text: str) -> int:
    """Raises BadInput for anything but a number of days one would count."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise BadInput(field="days", rule=BadInput.Rule.NOT_A_NUMBER, value=text)
    return int(text)
