"""From the law's deadline to a day: legal or own target, in time or late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.calendar.workdays import (
    ONE_DAY,
    Due,
    WorkCalendar,
    calendar_days_after,
    working_days_after,
    working_days_between,
)
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
    """The same clock, from the same day, by another calendar (a swapped day has become law)."""
    within = deadline.within
    if within and (due.unit, due.amount) == ("calendar_days", within.calendar_days):
        return calendar_days_after(due.start, due.amount, calendar)
    return due_for(deadline, start=due.start, calendar=calendar)


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
