"""What the clock tells: a day comes near, a day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from domain.calendar.workdays import WorkCalendar
from domain.effects.notices import Notice, NoticeKind
from domain.law.deadlines import days_until, is_late
from domain.state.case import Case
from domain.state.task import Task
from notifications import recipients as to
from notifications.said import question

NEAR = 2  # working days before the last day


def deadline_notices(
    case: Case, calendar: WorkCalendar, today: date, at: datetime
) -> Iterator[Notice]:
    """For each open task: once before its day who is asked, once after it also who runs the case.

    A task already late is not told as near as well.
    """
    for task in case.open_tasks:
        if task.due is None:
            continue
        if is_late(task.due, today):
            yield from _of(case, task, NoticeKind.LATE, to.handler_and(case, task), at)
        elif days_until(task.due.day, today, calendar) <= NEAR:
            yield from _of(case, task, NoticeKind.NEAR, to.asked(case, task), at)


def _of(
    case: Case, task: Task, kind: NoticeKind, whom: tuple[to.Recipient, ...], at: datetime
) -> Iterator[Notice]:
    facts = question(task)
    for one in whom:
        yield Notice(
            key=f"{kind}:{task.id}:{facts['due']}:{one.code}",
            kind=kind,
            at=at,
            case_id=case.id,
            task=task.id,
            agency=one.agency,
            person=one.person,
            facts=facts,
        )
