"""Working-day arithmetic that shows its working: every skipped day is kept with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its sum.

    `start` is the day of the event (not counted), `amount` and `unit` what is counted,
    `strict` the last day by the bare count, `day` the last day after rolling to a working day:
    an answer is late only after `day` has ended in Asia/Ho_Chi_Minh. `legal` false: the
    province's own target. `provisional`: part of the calendar is not officially confirmed.
    """

    start: date
    amount: int
    unit: str  # "working_days" | "calendar_days"
    strict: date
    day: date
    skipped: tuple[tuple[date, str], ...] = ()
    legal: bool = True
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekends rest unless swapped in; holidays rest. Each carries the text that says so.

    Days after `confirmed_until` rest on computed guesses: deadlines there are provisional.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    working_weekends: Mapping[date, str] = field(default_factory=dict)
    confirmed_until: date = date.max
