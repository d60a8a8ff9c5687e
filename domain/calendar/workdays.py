"""Working-day arithmetic that shows its working: every skipped day is kept with its reason."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

SATURDAY = 5  # as weekday() counts
ONE_DAY = timedelta(days=1)
WEEKEND = "cuối tuần"


class AddedKind(StrEnum):
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class AddedTime:
    """Time given to a deadline later, in its own unit: `why`, said `on` which day; `until` is the
    last day with it."""

    kind: AddedKind
    days: int
    why: str
    on: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its sum.

    `start` is the day of the event (not counted), `amount` and `unit` what is counted,
    `strict` the last day by the bare count, `day` the last day after rolling to a working day:
    an answer is late only after `day` has ended in Asia/Ho_Chi_Minh. `legal` false: the
    province's own target. `provisional`: part of the calendar is not officially confirmed. `added`
    is counted with `amount`, from the same start.
    """

    start: date
    amount: int
    unit: str  # "working_days" | "calendar_days"
    strict: date
    day: date
    skipped: tuple[tuple[date, str], ...] = ()
    legal: bool = True
    provisional: bool = False
    added: tuple[AddedTime, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekends rest unless swapped in; holidays rest. Each carries the text that says so.

    Days after `confirmed_until` rest on computed guesses: deadlines there are provisional.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    working_weekends: Mapping[date, str] = field(default_factory=dict)
    confirmed_until: date = date.max

    def rest_reason(self, day: date) -> str | None:
        """Why nobody works on `day`; None on a working day."""
        if day in self.working_weekends:
            return None
        if day.weekday() >= SATURDAY:
            return self.holidays.get(day, WEEKEND)
        return self.holidays.get(day)

    def is_working_day(self, day: date) -> bool:
        return self.rest_reason(day) is None


def working_days_after(start: date, n: int, calendar: WorkCalendar) -> Due:
    """The n-th working day after `start`, which is not counted (Civil Code 147.2)."""
    return _count(start, n, calendar, _days(start, ONE_DAY))


def working_days_before(event: date, n: int, calendar: WorkCalendar) -> Due:
    """The n-th working day counted back from `event`, which is not counted ("≥ n days before")."""
    return _count(event, n, calendar, _days(event, -ONE_DAY))


def calendar_days_after(start: date, n: int, calendar: WorkCalendar) -> Due:
    """`start` + n days; a last day that rests rolls to the next working day (Civil Code 148.5)."""
    strict = start + n * ONE_DAY
    skipped: list[tuple[date, str]] = []
    day = strict
    while reason := calendar.rest_reason(day):
        skipped.append((day, reason))
        day += ONE_DAY
    return Due(
        start,
        n,
        "calendar_days",
        strict,
        day,
        tuple(skipped),
        provisional=day > calendar.confirmed_until,
    )


def lengthened(due: Due, added: AddedTime, calendar: WorkCalendar) -> Due:
    """The same deadline with more time, in its own unit, counted as one stretch from its start."""
    count = working_days_after if due.unit == "working_days" else calendar_days_after
    total = due.amount + sum(one.days for one in (*due.added, added))
    longer = count(due.start, total, calendar)
    told = (*due.added, replace(added, until=longer.day))
    return replace(longer, amount=due.amount, legal=due.legal, added=told)


def working_days_between(first: date, last: date, calendar: WorkCalendar) -> int:
    """Working days in the closed range first … last; 0 when it is empty."""
    span = range((last - first).days + 1)
    return sum(calendar.is_working_day(first + n * ONE_DAY) for n in span)


def months_after(start: date, months: int) -> date:
    """The same day number `months` later, or the month's last day (Civil Code 148.3)."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _count(start: date, n: int, calendar: WorkCalendar, days: Iterator[date]) -> Due:
    if n < 1:
        raise ValueError(f"a deadline counts at least one day, not {n}")
    skipped: list[tuple[date, str]] = []
    left = n
    day = start
    while left:
        day = next(days)
        if reason := calendar.rest_reason(day):
            skipped.append((day, reason))
        else:
            left -= 1
    late = max(day, start) > calendar.confirmed_until
    return Due(start, n, "working_days", day, day, tuple(skipped), provisional=late)


def _days(start: date, step: timedelta) -> Iterator[date]:
    while True:
        start += step
        yield start
