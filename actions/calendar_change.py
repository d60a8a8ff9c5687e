"""What a swapped day would do to the deadlines now running, before it is applied. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.app import App
from domain.case import Case
from domain.deadlines import due_for
from domain.law import Law
from domain.tasks import Task
from domain.workdays import Due, WorkCalendar
from models.unit_of_work import UnitOfWork, read


@dataclass(frozen=True, slots=True)
class Moved:
    """An open deadline that would fall on another day."""

    case: str
    task: Task
    before: Due
    after: Due


def deadlines_moved(app: App, off: Iterable[date], work: Iterable[date]) -> tuple[Moved, ...]:
    """Every open deadline that moves if `off` became days of rest and `work` working days."""
    changed = _with(app.catalogue.calendar, frozenset(off), frozenset(work))

    def look(uow: UnitOfWork) -> tuple[Moved, ...]:
        open_cases = (uow.cases.get(case_id) for case_id in uow.cases.open_ids())
        return tuple(m for case in open_cases for m in _of(case, app.law(uow, case), changed))

    return read(app.engine, look)


def _of(case: Case, law: Law, calendar: WorkCalendar) -> Iterator[Moved]:
    """Counted anew from the day on which the time began, by the law fixed on the case."""
    for task in case.open_tasks:
        if task.due is None:
            continue
        step = law.procedure.step(task.step)
        after = due_for(step.due, start=task.due.start, calendar=calendar)
        if after is not None and after.day != task.due.day:
            yield Moved(case.id, task, task.due, after)


def _with(calendar: WorkCalendar, off: frozenset[date], work: frozenset[date]) -> WorkCalendar:
    proposed = "ngày nghỉ hoán đổi đang xem xét"
    holidays = {day: name for day, name in calendar.holidays.items() if day not in work}
    working = {day: name for day, name in calendar.working_weekends.items() if day not in off}
    return replace(
        calendar,
        holidays=holidays | dict.fromkeys(off, proposed),
        working_weekends=working | dict.fromkeys(work, "ngày làm bù đang xem xét"),
    )
