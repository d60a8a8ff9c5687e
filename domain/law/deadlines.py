"""From the law's deadline to a day: legal or own target, in time or late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce

from pydantic import Field

from domain.calendar.workdays import (
    ONE_DAY,
    Due,
    WorkCalendar,
    calendar_days_after,
    lengthened,
    working_days_after,
    working_days_between,
)
from domain.law.basis import Basis
from domain.law.in_force import Frozen
from domain.law.procedure import Deadline


def due_for(deadline: Deadline, *, start: date, calendar: WorkCalendar) -> Due | None:
    """The day a step is due, or None where the law is silent and the province has no target."""
    if deadline.working_days is not None:
        counted = working_days_after(start, deadline.working_days, calendar)
        return _earlier(counted, deadline, calendar)
    if deadline.calendar_days is not None:
        return calendar_days_after(start, deadline.calendar_days, calendar)
    if deadline.internal_target is not None:
        return replace(working_days_after(start, deadline.internal_target, calendar), legal=False)
    return None


def _earlier(counted: Due, deadline: Deadline, calendar: WorkCalendar) -> Due:
    if deadline.at_most_calendar_days is None:
        return counted
    other = calendar_days_after(counted.start, deadline.at_most_calendar_days, calendar)
    return min(counted, other, key=lambda due: due.day)


def recount(deadline: Deadline, due: Due, calendar: WorkCalendar) -> Due | None:
    """The same clock, from the same day, by another calendar (a swapped day has become law), with
    the time that was given since."""
    if _runs_within(deadline, due):
        own = calendar_days_after(due.start, due.amount, calendar)
    else:
        counted = due_for(deadline, start=due.start, calendar=calendar)
        if counted is None:
            return None
        own = counted
    return reduce(lambda so_far, one: lengthened(so_far, one, calendar), due.added, own)


def _runs_within(deadline: Deadline, due: Due) -> bool:
    """Is it the second clock, begun by another step, that runs out first?"""
    within = deadline.within
    return within is not None and (due.unit, due.amount) == ("calendar_days", within.calendar_days)


class Prolonging(Frozen):
    """A text that lets the time of an article be prolonged: to `total`, in its own unit."""

    instrument: str
    article: str
    total: int = Field(gt=0)
    basis: Basis


def prolonging(
    deadline: Deadline, due: Due, rows: Iterable[Prolonging], day: date
) -> tuple[Basis, Prolonging | None] | None:
    """The article that sets this time, and what lets it be prolonged on a day. None: no text that
    was read sets it, so that a reason is enough."""
    within = deadline.within
    basis = within.basis if within and _runs_within(deadline, due) else deadline.basis
    if not due.legal or basis is None or not basis.confidence.may_block:
        return None
    same = (
        row for row in rows if (row.instrument, row.article) == (basis.instrument, basis.article)
    )
    return basis, next((row for row in same if row.basis.covers(day)), None)


def is_late(due: Due, today: date) -> bool:
    """Late only after the last day has ended."""
    return today > due.day


def days_until(day: date, today: date, calendar: WorkCalendar) -> int:
    """Working days from today (not counted) to `day`; negative when it has passed."""
    if today <= day:
        return working_days_between(today + ONE_DAY, day, calendar)
    return -working_days_between(day + ONE_DAY, today, calendar)


def urgency(day: date | None, today: date, calendar: WorkCalendar) -> str:
    """How pressing a deadline is: late, soon (two working days or fewer), calm, or none."""
    if day is None:
        return "none"
    if today > day:
        return "late"
    return "soon" if days_until(day, today, calendar) <= 2 else "calm"
