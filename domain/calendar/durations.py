"""How long things took, in working days, for many of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import ceil

from domain.calendar.workdays import ONE_DAY, WorkCalendar

QUARTER, MEDIAN, THREE_QUARTERS, NINTH = 0.25, 0.5, 0.75, 0.9


@dataclass(frozen=True, slots=True)
class DurationStats:
    """`times` of them took `total` working days, none less than `least`, none more than `most`; a
    quarter no more than `quarter`, half than `median`, nine of ten than `ninth`."""

    times: int
    least: int
    quarter: int
    median: int
    three_quarters: int
    ninth: int
    most: int
    total: int


@dataclass(frozen=True)
class DayCounter:
    """Working days counted once over a stretch, so that any span in it is a subtraction."""

    first: date
    counted: Sequence[int]

    def length(self, first: date, last: date) -> int:
        """Working days after `first` up to `last`; 0 where both are one day."""
        return self.counted[(last - self.first).days] - self.counted[(first - self.first).days]


def tape(first: date, last: date, calendar: WorkCalendar) -> DayCounter:
    days = (first + n * ONE_DAY for n in range((last - first).days + 1))
    return DayCounter(first, tuple(accumulate(calendar.is_working_day(day) for day in days)))


def spread(lengths: Sequence[tuple[int, int]]) -> DurationStats:
    """Of pairs (working days, how many took so long), at least one."""
    ordered = sorted(lengths)
    times = sum(many for _, many in ordered)
    total = sum(days * many for days, many in ordered)
    quarter, median, three_quarters, ninth = (
        _quantile(ordered, times, share) for share in (QUARTER, MEDIAN, THREE_QUARTERS, NINTH)
    )
    least, most = _quantile(ordered, times, 0), ordered[-1][0]
    return DurationStats(times, least, quarter, median, three_quarters, ninth, most, total)


def _quantile(ordered: Sequence[tuple[int, int]], times: int, share: float) -> int:
    """The smallest length that at least this share did not exceed."""
    wanted = ceil(share * times)
    reached = 0
    for days, many in ordered:
        reached += many
        if reached >= wanted:
            return days
    raise ValueError("nothing was measured")
