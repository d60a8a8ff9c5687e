"""Until when the person may complain: the clock starts by itself when a decision is served."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from domain.calendar.workdays import Due, WorkCalendar, calendar_days_after
from domain.facts.fact import Fact
from domain.facts.hearing import Served
from domain.law.basis import Basis
from domain.law.in_force import Dated


class ComplaintTime(Dated):
    """How long one may complain about what; `form` narrows it to one form of discipline.

    `procedures` are those whose decisions the rule is about: for others no time was read, and none
    is guessed.
    """

    id: str
    about: Literal["decision", "resolution"]
    form: str = ""
    procedures: tuple[str, ...] = Field(min_length=1)
    calendar_days: int = Field(gt=0)
    basis: Basis


@dataclass(frozen=True, slots=True)
class Window:
    """`due` holds both ends where they differ: by the bare count, and rolled to a working day."""

    rule: ComplaintTime
    due: Due

    def open_on(self, day: date) -> bool:
        """Until the later of both ends: an open question is never held against the person."""
        return day <= self.due.day


def complaint_window(
    history: Sequence[Fact],
    rules: Iterable[ComplaintTime],
    calendar: WorkCalendar,
    *,
    procedure: str,
    resolves: bool,
    form: str = "",
) -> Window | None:
    """The time for complaining about the last decision served in a case; None before that.

    `resolves`: the decision itself resolves a complaint; `procedure` and `form` are those of the
    decision complained of.
    Where two rules fit, the longer time is the person's (Law on Complaints Art 48).
    """
    served = [f for f in history if isinstance(f, Served) and f.what == "decision"]
    if not served:
        return None
    on, about = served[-1].on, "resolution" if resolves else "decision"
    rule = complaint_time(rules, about, procedure=procedure, form=form, on=on)
    if rule is None:
        return None
    return Window(rule, calendar_days_after(on, rule.calendar_days, calendar))


def complaint_time(
    rules: Iterable[ComplaintTime], about: str, *, procedure: str, form: str, on: date
) -> ComplaintTime | None:
    """The longest time that fits; None where no time was read for such a decision."""
    fitting = [
        rule
        for rule in rules
        if rule.about == about
        and procedure in rule.procedures
        and rule.form in ("", form)
        and rule.covers(on)
    ]
    return max(fitting, key=lambda rule: rule.calendar_days, default=None)
