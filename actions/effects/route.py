"""The way of a case so far, for whoever shows it outside our pages: bodies and days, no people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.app import App
from domain.calendar.clock import local_day
from domain.law.case_law import Law
from domain.law.deadlines import is_late
from domain.state.task import Task, TaskStatus
from models.unit_of_work import reading


@dataclass(frozen=True, slots=True)
class Leg:
    """One body asked in one step. `answered` is None while it is waited for; `counts` is false
    where the question was withdrawn."""

    agency: str
    step: str
    round: int
    asked: date
    answered: date | None
    due: date | None
    late: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Route:
    """`title` is the procedure's, `status` a code of the table `statuses`."""

    case_id: str
    title: str
    status: str
    legs: tuple[Leg, ...]


def route_of(app: App, case_id: str) -> Route:
    """Every body asked so far, in the order asked. Raises NotFound."""
    with reading(app) as uow:
        case = uow.cases.get(case_id)
        law = app.law(uow, case)
    legs = tuple(_leg(law, task, app.today()) for task in case.tasks)
    return Route(case.id, law.procedure.title, case.status, legs)


def _leg(law: Law, task: Task, today: date) -> Leg:
    answered = local_day(task.answered_at) if task.answered_at else None
    until = answered or today
    return Leg(
        agency=law.agencies.current(task.agency, today).name(today).short,
        step=law.procedure.step(task.step).title,
        round=task.round,
        asked=local_day(task.opened_at),
        answered=answered,
        due=task.due.day if task.due else None,
        late=task.due is not None and is_late(task.due, until),
        counts=task.status in (TaskStatus.OPEN, TaskStatus.DONE),
    )
