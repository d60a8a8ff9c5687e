"""Two clocks of discipline that are easily confused, and are kept apart.

The *period of limitation* (thời hiệu) runs from the act to the conclusion that discipline is due;
after it nobody may be disciplined. The *time limit* (thời hạn) runs from discovery to the decision;
passing it is somebody's delay and closes nothing (Decree 234/2026 Art 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from domain.calendar.workdays import (
    Due,
    WorkCalendar,
    calendar_days_after,
    months_after,
)
from domain.errors import BadInput
from domain.law.basis import Basis
from domain.law.in_force import Dated, Frozen, version_on

Span = tuple[date, date]
Bases = Annotated[tuple[Basis, ...], Field(min_length=1)]
FORMS = ("reprimand", "warning", "removal", "forced_leave", "expulsion", "other")


class Period(Dated):
    months: dict[Literal["reprimand", "other"], int]
    basis: Bases

    def length(self, form: str) -> int:
        """Months for a form of discipline, or for "other". Raises BadInput for anything else."""
        if form not in FORMS:
            raise BadInput(
                field="form", rule=BadInput.Rule.UNKNOWN_FORM, value=form, known=list(FORMS)
            )
        return self.months["reprimand" if form == "reprimand" else "other"]


class Limit(Dated):
    days: dict[Literal["plain", "extended"], int]
    basis: Bases


class NoPeriod(Frozen):
    """A kind of breach for which no period runs, or of time that is not counted."""

    why: str
    basis: Bases


class Clocks(Frozen):
    periods: tuple[Period, ...]
    limits: tuple[Limit, ...]
    never: tuple[NoPeriod, ...]
    not_counted: tuple[NoPeriod, ...] = ()


class InTime(StrEnum):
    YES = "yes"
    NO = "no"
    PERSON_DECIDES = "person_decides"  # the laws of two days differ, or one was not read


@dataclass(frozen=True, slots=True)
class Violation:
    """A breach: the day it ended, the form it would carry, a new breach, days not counted.

    `excluded` are closed ranges: deferral by law, criminal proceedings, complaint or lawsuit.
    """

    ended: date
    form: str
    new_act: date | None = None
    excluded: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Limitation:
    """The last day to conclude, with its sum."""

    start: date
    months: int
    excluded_days: int
    last: date
    basis: Bases


def days_in(spans: Sequence[Span], start: date, last: date) -> int:
    """Days of closed ranges on which a clock was running, a day in two of them counted once.

    The clock runs from the day after `start` to `last`, and longer by each day that is not
    counted; a day before it began or after it ran out moves nothing (Decree 234/2026 Art 5.6).
    """
    days = {first + timedelta(n) for first, end in spans for n in range((end - first).days + 1)}
    stopped = 0
    for day in sorted(day for day in days if day > start):
        if day > last + timedelta(days=stopped):
            break
        stopped += 1
    return stopped


def limitation(act: Violation, period: Period) -> Limitation:
    """A new breach while the period runs starts it anew at that breach (reset of Art 5)."""
    found = _run(act.ended, act, period)
    if act.new_act is not None and act.ended < act.new_act <= found.last:
        return _run(act.new_act, act, period)
    return found


def _run(start: date, act: Violation, period: Period) -> Limitation:
    months = period.length(act.form)
    bare = months_after(start, months)
    stopped = days_in(act.excluded, start, bare)
    return Limitation(start, months, stopped, bare + timedelta(days=stopped), period.basis)


def concluded_in_time(
    act: Violation, clocks: Clocks, concluded: date
) -> tuple[InTime, tuple[Limitation, ...]]:
    """Was it concluded in time? By the law of that day and, where it differs, of the act's day.

    The kinder law may apply (Decree 234/2026 Art 24.1), so a difference is never decided by
    software (K-1c); nor is a sum by a text that was not read, nor one that cannot be compared
    because no text is on file for the act's day. Raises NoVersionInForce for the day it was
    concluded.
    """
    now = limitation(act, version_on(clocks.periods, concluded, what="thời hiệu"))
    if not any(period.covers(act.ended) for period in clocks.periods):
        return InTime.PERSON_DECIDES, (now,)
    then = limitation(act, version_on(clocks.periods, act.ended, what="thời hiệu"))
    if (concluded <= now.last) != (concluded <= then.last):
        return InTime.PERSON_DECIDES, (now, then)
    if not any(basis.confidence.may_block for basis in now.basis):
        return InTime.PERSON_DECIDES, (now,)
    return (InTime.YES if concluded <= now.last else InTime.NO), (now,)


def time_limit(
    discovered: date,
    clocks: Clocks,
    calendar: WorkCalendar,
    *,
    extended: bool = False,
    excluded: Sequence[Span] = (),
) -> tuple[Due, Bases]:
    """The day by which to decide; days not counted move it. Passing it closes nothing.

    Raises NoVersionInForce.
    """
    limit = version_on(clocks.limits, discovered, what="thời hạn xử lý kỷ luật")
    days = limit.days["extended" if extended else "plain"]
    days += days_in(excluded, discovered, discovered + timedelta(days=days))
    return calendar_days_after(discovered, days, calendar), limit.basis
