"""An officer prepares the answer; who has the power signs it, or another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.cases.attempt import Attempt
from domain.cases.sign_off import check_not_held, offered_option
from domain.directory.actors import Power
from domain.errors import BadInput, ReasonMissing
from domain.facts.fact import Fact
from domain.facts.holding import AnswerPrepared
from domain.holding.assign import own_task
from domain.law.options import Outcome
from domain.state.task import Task, TaskStatus


def decide_prepare(
    attempt: Attempt, *, task_id: str, outcome: Outcome, reason: str, read: str
) -> list[Fact]:
    """Put an answer before whoever signs for the body asked. Raises NotYourTask, NotAllowed,
    HeldByOther, OptionNotOffered, ReasonMissing; BadInput where a vote is the answer."""
    task = own_task(attempt, task_id)
    if not attempt.actor.can(Power.SIGN):
        check_not_held(attempt, task)
    step = attempt.law.procedure.step(task.step)
    if step.vote is not None:
        raise BadInput(field="outcome", rule=BadInput.Rule.USE_COUNT, value=outcome)
    option = offered_option(step, outcome)
    if option.reason and not reason.strip():
        raise ReasonMissing(step=step.title, option=option.vi)
    prepared = AnswerPrepared(
        task=task.id,
        outcome=outcome,
        reason=reason.strip(),
        read=read,
        by=attempt.actor,
        at=attempt.at,
    )
    return [prepared]


def prepared_for(history: Iterable[Fact], task_id: str) -> AnswerPrepared | None:
    """The answer prepared last for a question."""
    found = [f for f in history if isinstance(f, AnswerPrepared) and f.task == task_id]
    return found[-1] if found else None


def prepared_before(
    history: Sequence[Fact], tasks: Iterable[Task], task: Task
) -> AnswerPrepared | None:
    """What lay prepared when the same question was broken off unanswered, as when another body sent
    the case back: words that were written are not lost, but nothing of it is ready to be signed.
    `tasks` are those of the step, in the order in which they were put."""
    of_body = [t for t in tasks if t.role == task.role and t.id != task.id]
    for earlier in reversed(of_body):
        if earlier.status != TaskStatus.CANCELLED:
            return None
        if found := prepared_for(history, earlier.id):
            return found
    return None
