"""When a question is called to mind, and who is told when it stays unanswered: dated rules of a
body, of its province, or those that are usual.

A time that passed unseen (the system stood still, the clock was wrong) is not made up one by one:
of all that fell due only the last is told, once to each, and says for which day it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from domain.calendar.workdays import ONE_DAY, Due, WorkCalendar
from domain.calendar.workdays import working_days_after as after
from domain.calendar.workdays import working_days_before as before
from domain.effects.notices import Notice, NoticeKind
from domain.law.deadlines import days_until, is_late
from domain.law.in_force import Dated

MOST_DAYS = 60
REMINDERS = (NoticeKind.NEAR, NoticeKind.DUE_TODAY, NoticeKind.LATE, NoticeKind.STILL_LATE)
ESCALATIONS = (NoticeKind.HEAD_TOLD, NoticeKind.HANDLER_TOLD)


class ReminderRule(Dated):
    """For questions put to `body`; empty: to every body without a rule of its own. Numbers are
    working days, 0 for never: `before` the last day, then `on_day`, once it has passed, and again
    `every` so many; `head_after` and `handler_after` it, who is told of the body asked, and of the
    body that runs the case."""

    body: str = ""
    before: int = Field(default=2, ge=0, le=MOST_DAYS)
    on_day: bool = True
    every: int = Field(default=3, ge=0, le=MOST_DAYS)
    head_after: int = Field(default=1, ge=0, le=MOST_DAYS)
    handler_after: int = Field(default=3, ge=0, le=MOST_DAYS)


@dataclass(frozen=True, slots=True)
class ReminderStage:
    """What is to be told: since `on`, of a question `late` so many working days; of two stages the
    one of higher `rank` says more."""

    kind: NoticeKind
    on: date
    late: int
    rank: int


def rule_for(
    own: Sequence[ReminderRule], usual: Sequence[ReminderRule], body: str, today: date
) -> ReminderRule:
    """The rule of a body on a day: its own, then the province's, then the usual one."""
    named = [rule for rule in own if rule.body == body and rule.covers(today)]
    whole = [rule for rule in own if not rule.body and rule.covers(today)]
    rest = [rule for rule in usual if rule.covers(today)]
    return next(iter([*named, *whole, *rest]), ReminderRule())


def reminder(
    due: Due, rule: ReminderRule, today: date, calendar: WorkCalendar
) -> ReminderStage | None:
    """What who is asked was to be told last; None: nothing yet."""
    kinds = {
        NoticeKind.NEAR: before(due.day, rule.before, calendar).day if rule.before else None,
        NoticeKind.DUE_TODAY: due.day if rule.on_day else None,
        NoticeKind.LATE: due.day + ONE_DAY,
    }
    late = late_by(due, today, calendar)
    if times := late // rule.every if rule.every else 0:
        again = after(due.day, times * rule.every, calendar).day
        return ReminderStage(NoticeKind.STILL_LATE, again, late, len(kinds) + times * rule.every)
    passed = [
        ReminderStage(kind, day, late, rank)
        for rank, (kind, day) in enumerate(kinds.items())
        if day is not None and day <= today
    ]
    return passed[-1] if passed else None


def escalations(
    due: Due, rule: ReminderRule, today: date, calendar: WorkCalendar, *, has_head: bool
) -> Iterator[ReminderStage]:
    """Whom it goes up to by now. Where nobody heads the body asked, who runs the case is told in
    their place; beyond who runs the case there is nobody. The last day stays what it was."""
    late = late_by(due, today, calendar)
    at_head, at_handler = rule.head_after, rule.handler_after
    if has_head:
        if at_head and late >= at_head:
            yield ReminderStage(
                NoticeKind.HEAD_TOLD, after(due.day, at_head, calendar).day, late, 0
            )
    elif at_head:
        at_handler = min(at_head, at_handler or at_head)
    if at_handler and late >= at_handler:
        yield ReminderStage(
            NoticeKind.HANDLER_TOLD, after(due.day, at_handler, calendar).day, late, 0
        )


def late_by(due: Due, today: date, calendar: WorkCalendar) -> int:
    """Whole working days past the last one; 0 before."""
    return -days_until(due.day, today, calendar) if is_late(due, today) else 0


def is_news(stage: ReminderStage, code: str, due: str, told: Iterable[Notice]) -> bool:
    """Was this recipient (a body, or @ and a person) told nothing as late about this day yet?
    However the clock jumps, nobody is told what is older than what they know."""
    return not any(
        notice.kind in REMINDERS
        and notice.facts.get("due") == due
        and code == (f"@{notice.person}" if notice.person else notice.agency)
        and stage.rank <= _rank(notice)
        for notice in told
    )


def _rank(notice: Notice) -> int:
    return int(notice.facts.get("rank", REMINDERS.index(notice.kind)))
