"""What the clock tells: a day comes near, is today, has passed; whom it then goes up to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar.clock import local_day
from domain.calendar.workdays import WorkCalendar
from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Seat
from domain.effects.notices import Notice, NoticeKind
from domain.law.deadlines import is_late
from domain.state.case import Case
from domain.state.task import Task
from domain.told.reminders import ReminderRule, ReminderStage, escalations, is_news, reminder
from notifications import recipients as to
from notifications.said import question


@dataclass(frozen=True, slots=True)
class Reminding:
    """What is asked of a day: `rule` by body, the `heads` of a body, what was `told` so far."""

    calendar: WorkCalendar
    today: date
    at: datetime
    rule: Callable[[str], ReminderRule]
    heads: Callable[[str], Sequence[Seat]]
    told: Sequence[Notice]


def deadline_notices(case: Case, now: Reminding) -> Iterator[Notice]:
    """For each open question: what who is asked was to be told last, and to whom it went up."""
    for task in case.open_tasks:
        if task.due is not None:
            yield from _asked(case, task, now)
            yield from _above(case, task, now)


def _asked(case: Case, task: Task, now: Reminding) -> Iterator[Notice]:
    assert task.due is not None
    stage = reminder(task.due, now.rule(task.agency), now.today, now.calendar)
    told = [notice for notice in now.told if notice.task == task.id]
    for one in to.asked(case, task) if stage else ():
        assert stage is not None
        if is_news(stage, one.code, task.due.day.isoformat(), told):
            yield _notice(case, task, stage, one, now)


def _above(case: Case, task: Task, now: Reminding) -> Iterator[Notice]:
    """The head of a body never learns what was asked of a person."""
    assert task.due is not None
    if not is_late(task.due, now.today):
        return
    heads = () if task.role == SUBJECT else _heads(case, now.heads(task.agency))
    rule = now.rule(task.agency)
    for stage in escalations(task.due, rule, now.today, now.calendar, has_head=bool(heads)):
        if stage.kind == NoticeKind.HEAD_TOLD:
            for seat in heads:
                told = to.Recipient(person=seat.person)
                yield _notice(case, task, stage, told, now, seat.position)
        elif to.bodies(case.handler) != to.asked(case, task):
            yield _notice(case, task, stage, to.Recipient(agency=case.handler), now)


def _heads(case: Case, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    kept_out = {case.subject, *case.recused}
    return tuple(seat for seat in seats if seat.person not in kept_out)


def _notice(
    case: Case,
    task: Task,
    stage: ReminderStage,
    one: to.Recipient,
    now: Reminding,
    position: str = "",
) -> Notice:
    """`since`: the day on which it should have been told, where that has gone by."""
    facts = question(task)
    missed = max(stage.on, local_day(task.opened_at)) < now.today
    since = stage.on.isoformat() if missed else ""
    again = f":{stage.rank}" if stage.kind == NoticeKind.STILL_LATE else ""
    return Notice(
        key=f"{stage.kind}:{task.id}:{facts['due']}{again}:{one.code}",
        kind=stage.kind,
        at=now.at,
        case_id=case.id,
        task=task.id,
        agency=one.agency,
        person=one.person,
        facts=facts
        | {"since": since, "late": stage.late, "rank": stage.rank, "position": position},
    )
