"""How a case moves: opening a step asks agencies; the answer that completes it opens the next."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from datetime import date, datetime

from domain.calendar.clock import local_day
from domain.calendar.workdays import Due, calendar_days_after
from domain.cases.conditions import CONDITIONS
from domain.cases.joins import leads_to
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseEnded
from domain.facts.steps import StepCompleted, StepOpened, TaskCancelled
from domain.law.case_law import Law
from domain.law.deadlines import due_for
from domain.law.options import Outcome
from domain.law.procedure import (
    END,
    ENDS,
    Procedure,
    Step,
)
from domain.law.routing import agency_for
from domain.state.case import Case, CaseStatus
from domain.state.task import Task, TaskStatus


def open_step(case: Case, law: Law, step_id: str, *, at: datetime) -> list[Fact]:
    """Open a step in a new round, one task for each agency asked; or end the case.

    A step whose condition does not hold is passed over, and so is one whose answers stand from
    before the case went on by another text. Raises NoAgencyForRole when the law data
    gives no single agency: a case never falls back to somebody else.
    """
    step_id = first_asked(case, law.procedure, step_id, case.stand)
    if step_id in ENDS:
        return [_end(case, step_id, at)]
    step = law.procedure.step(step_id)
    round_ = case.rounds(step_id) + 1
    tasks = tuple(_task(case, law, step, role, round_, at) for role in step.asks)
    return [StepOpened(step=step_id, round=round_, tasks=tasks, at=at)]


def follow(case: Case, law: Law, *, at: datetime) -> list[Fact]:
    """What follows from the answers of the present round: nothing, or the next step opened."""
    step = law.procedure.step(case.step)
    target = leads_to(step, case.round_tasks)
    if target is None:
        return []
    closing: list[Fact] = [*cancel(case.open_tasks, "not_needed", at)]
    closing.append(StepCompleted(step=case.step, round=case.round, leads_to=target, at=at))
    return [*closing, *open_step(evolve(case, closing), law, target, at=at)]


def cancel(tasks: Iterable[Task], why: str, at: datetime) -> list[Fact]:
    return [TaskCancelled(task=task.id, why=why, at=at) for task in tasks]


def first_asked(case: Case, text: Procedure, step_id: str, stand: Collection[str]) -> str:
    """The first step from `step_id` on whose condition holds and whose answers do not `stand`
    already, or the end it comes to."""
    passed = set[str]()
    while step_id not in ENDS and step_id not in passed:
        step = text.step(step_id)
        applies = step.when is None or CONDITIONS[step.when](case, text)
        onward = last_answers(case, step) if step_id in stand else None
        if applies and onward is None:
            break
        passed.add(step_id)
        step_id = onward if applies and onward else step.then
    return step_id


def last_answers(case: Case, step: Step) -> str | None:
    """Where the answers of the last round of a step lead; None where it was not answered whole, by
    those it asks and with what it offers."""
    asked = [t for t in case.tasks if (t.step, t.round) == (step.id, case.rounds(step.id))]
    done = [task for task in asked if task.status == TaskStatus.DONE]
    said = [task.outcome for task in done]
    if {task.role for task in asked} != set(step.asks) or not all(
        outcome and step.options.option(outcome) for outcome in said
    ):
        return None
    still = [task for task in asked if task.status == TaskStatus.OPEN]
    return leads_to(step, [*done, *still]) if done else None


def answered_path(case: Case, text: Procedure) -> tuple[str, ...]:
    """The answered steps of a text by which the case came to where it stands: what was answered
    before it went back, or by another text that asked otherwise, counts no more."""
    return tuple(_answered_path(case, text))


def _answered_path(case: Case, text: Procedure) -> Iterator[str]:
    here, seen = first_asked(case, text, text.start, ()), set[str]()
    while here not in ENDS and here != case.step and here not in seen:
        seen.add(here)
        onward = last_answers(case, text.step(here))
        if onward is not None:
            yield here
        here = first_asked(case, text, onward or text.step(here).then, ())


def _task(case: Case, law: Law, step: Step, role: str, round_: int, at: datetime) -> Task:
    today = local_day(at)
    agency = agency_for(law.agencies, role, press_agency=case.press_agency, day=today)
    due = due_of(case, law, step, today)
    task_id = f"{case.id}/{step.id}/{round_}/{role}"
    return Task(
        id=task_id, step=step.id, round=round_, role=role, agency=agency.code, opened_at=at, due=due
    )


def due_of(case: Case, law: Law, step: Step, today: date) -> Due | None:
    """The earlier end of the clocks that run: the step's own, and one begun by another step."""
    own = due_for(step.due, start=_time_starts(case, step, today), calendar=law.calendar)
    other = second_clock(case, law, step)
    return other if other and (own is None or other.day < own.day) else own


def second_clock(case: Case, law: Law, step: Step) -> Due | None:
    """The time over the same step that another one began; None where none runs."""
    within = step.due.within
    began = _answered(case, within.starts_after, within.unless) if within else None
    if within is None or began is None:
        return None
    return calendar_days_after(began, within.calendar_days, law.calendar)


def _time_starts(case: Case, step: Step, today: date) -> date:
    if step.due.starts == "case_opened":
        return local_day(case.opened_at)
    return _answered(case, step.due.starts_after) or today


def _answered(
    case: Case, step_id: str | None, unless: Container[Outcome | None] = ()
) -> date | None:
    """The day of the last answer in a step; None before there is one that counts."""
    answered = [t.answered_at for t in case.tasks if t.step == step_id and t.outcome not in unless]
    return max((local_day(at) for at in answered if at), default=None)


def _end(case: Case, end: str, at: datetime) -> CaseEnded:
    status = CaseStatus.DONE if end == END else CaseStatus.STOPPED
    last = case.round_tasks[-1].outcome if case.round_tasks else None
    return CaseEnded(status=status, outcome=last or "", at=at)
