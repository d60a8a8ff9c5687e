"""The body asked passes a question on to the body that is to answer it, with reason and document.

The law says who is asked. Where a text that was read makes the say of this body required, nothing
is passed on (as where a body is taken out of a consultation, domain/cases/take_out.py); otherwise
the reason, and the document it rests on, stand in the history, and the time is counted from now.
"""

from __future__ import annotations

from dataclasses import replace

from domain.cases.attempt import Attempt
from domain.cases.corrections import asked_anew
from domain.cases.steps import due_of
from domain.cases.take_out import required_say
from domain.errors import BadInput, ReasonMissing
from domain.facts.fact import Fact
from domain.facts.holding import TaskForwarded
from domain.holding.assign import own_task
from domain.holding.errors import CannotForward
from domain.law.procedure import Kind
from domain.state.task import Task


def decide_forward(
    attempt: Attempt, *, task_id: str, agency: str, reason: str, document: str
) -> list[Fact]:
    """Raises CannotForward, NotFound, ReasonMissing, BadInput, NotYourTask, NotAllowed."""
    task = own_task(attempt, task_id)
    _check_may_go(attempt, task, agency)
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.FORWARD)
    if not document.strip():
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    step = attempt.law.procedure.step(task.step)
    again = replace(
        asked_anew(attempt.case, task),
        agency=agency,
        opened_at=attempt.at,
        due=due_of(attempt.case, attempt.law, step, attempt.today),
    )
    forwarded = TaskForwarded(
        task=task.id,
        agency=agency,
        reason=reason.strip(),
        document=document.strip(),
        again=again,
        by=attempt.actor,
        at=attempt.at,
    )
    return [forwarded]


def _check_may_go(attempt: Attempt, task: Task, agency: str) -> None:
    step = attempt.law.procedure.step(task.step)
    if step.kind != Kind.CONSULTATION:
        raise CannotForward(rule=CannotForward.Rule.NO_CONSULTATION, step=step.title)
    if required := required_say(attempt, task):
        raise CannotForward(required, rule=CannotForward.Rule.REQUIRED, agency=task.agency)
    body = attempt.law.agencies.get(agency)
    asked = {attempt.current(t.agency) for t in attempt.case.round_tasks}
    if not body.covers(attempt.today):
        raise CannotForward(rule=CannotForward.Rule.NOT_IN_FORCE, agency=agency)
    if agency in asked:
        raise CannotForward(rule=CannotForward.Rule.ASKED_ALREADY, agency=agency)
