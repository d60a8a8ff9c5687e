"""One body is taken out of a running consultation: the others' answers then decide the step (E04).

Where a text that was read makes the say of that body required, it stays; otherwise a reason and
the document it rests on are kept, as for the conditions of issuing (domain/decisions/gates.py).
"""

from __future__ import annotations

from domain.calendar.clock import local_day
from domain.cases.attempt import Attempt, check_handles
from domain.cases.sign_off import open_task
from domain.cases.steps import follow
from domain.errors import BadInput, CannotTakeOut, ReasonMissing
from domain.facts.answers import TakenOut
from domain.facts.fact import Fact, evolve
from domain.law.basis import Basis
from domain.law.procedure import Kind
from domain.state.task import Task


def decide_take_out(attempt: Attempt, *, task_id: str, reason: str, document: str) -> list[Fact]:
    """Whoever handles the case no longer waits for this body. Raises TaskClosed for one that has
    answered, CannotTakeOut, ReasonMissing, BadInput, NotYourTask, NotAllowed."""
    task = open_task(attempt.case, task_id)
    check_handles(attempt)
    _check_may_go(attempt, task)
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.TAKE_OUT)
    if not document.strip():
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    taken = TakenOut(
        task=task.id,
        agency=task.agency,
        reason=reason.strip(),
        document=document.strip(),
        by=attempt.actor,
        at=attempt.at,
    )
    return [taken, *follow(evolve(attempt.case, [taken]), attempt.law, at=attempt.at)]


def _check_may_go(attempt: Attempt, task: Task) -> None:
    step = attempt.law.procedure.step(task.step)
    if step.kind != Kind.CONSULTATION:
        raise CannotTakeOut(rule=CannotTakeOut.Rule.NO_CONSULTATION, step=step.title)
    if len(attempt.case.round_tasks) < 2:
        raise CannotTakeOut(rule=CannotTakeOut.Rule.LAST, step=step.title)
    if required := required_say(attempt, task):
        raise CannotTakeOut(required, rule=CannotTakeOut.Rule.REQUIRED, agency=task.agency)


def required_say(attempt: Attempt, task: Task) -> tuple[Basis, ...]:
    """Texts read that ask for the say of this role, in force when it was asked."""
    law, day = attempt.law, local_day(task.opened_at)
    return tuple(
        row.basis
        for row in law.required
        if row.role == task.role
        and law.procedure.name in row.procedures
        and row.basis.covers(day)
        and row.basis.confidence.may_block
    )
