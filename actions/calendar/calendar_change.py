"""A swapped day: what it would do to the deadlines now running, and moving them once it is law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from actions.app import App
from actions.execute import (
    Act,
    ActorResolver,
    Decide,
    execute,
)
from domain.calendar.workdays import Due, WorkCalendar
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import BadInput, NotAllowed
from domain.facts.fact import Fact
from domain.facts.steps import DeadlineMoved
from domain.law.case_law import Law
from domain.law.deadlines import recount
from domain.state.case import Case
from domain.state.task import Task
from models.unit_of_work import UnitOfWork, reading


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

    with reading(app) as uow:
        open_cases = (uow.cases.get(case_id) for case_id in uow.cases.open_ids())
        return tuple(m for case in open_cases for m in _of(case, app.law(uow, case), changed))


def move_deadlines(app: App, document: str, *, person: str) -> tuple[Moved, ...]:
    """Move every open deadline to where the calendar in force now puts it; each case in one act.

    Only who administers may: the sum changes, nobody's answer does. Repeating it changes nothing.
    Raises BadInput without the document that changed the calendar, NotAllowed.
    """
    if not document.strip():
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    with reading(app) as uow:
        check_administers(_administrator(uow, app, person))
    moved = deadlines_moved(app, (), ())
    for case_id in dict.fromkeys(m.case for m in moved):
        act = Act(
            act_id=f"calendar:{case_id}:{_version(app, case_id)}", case_id=case_id, person=person
        )
        execute(app, act, _administering(person), _mover(app, document.strip()))
    return moved


def _version(app: App, case_id: str) -> int:
    with reading(app) as uow:
        return uow.cases.get(case_id).version


def check_administers(actor: Actor) -> None:
    """Who administers on that day, and nobody else, changes days of rest. Raises NotAllowed."""
    if not actor.can(Power.ADMINISTER):
        raise NotAllowed(agency=actor.agency, power=Power.ADMINISTER, has=[actor.position])


def _administrator(uow: UnitOfWork, app: App, person: str) -> Actor:
    held = uow.directory.actors(person, app.today())
    return next((a for a in held if a.can(Power.ADMINISTER)), Actor(person, "", "", frozenset()))


def _administering(person: str) -> ActorResolver:
    return lambda uow, app, _case: _administrator(uow, app, person)


def _mover(app: App, document: str) -> Decide:
    def decide(_uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        check_administers(attempt.actor)
        return [
            DeadlineMoved(
                task=m.task.id,
                before=m.before.day,
                due=m.after,
                document=document,
                by=attempt.actor,
                at=attempt.at,
            )
            for m in _of(attempt.case, attempt.law, app.catalogue.calendar)
        ]

    return decide


def _of(case: Case, law: Law, calendar: WorkCalendar) -> Iterator[Moved]:
    """Counted anew from the day on which the time began, by the law fixed on the case."""
    for task in case.open_tasks:
        if task.due is None:
            continue
        step = law.procedure.step(task.step)
        after = recount(step.due, task.due, calendar)
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
