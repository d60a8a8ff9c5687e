"""When is a step asked of several agencies answered, and where does it lead? Counted per round."""

from __future__ import annotations

from collections.abc import Sequence

from domain.law.options import Outcome
from domain.law.procedure import Join, Step
from domain.state.task import Task, TaskStatus

FAVOURABLE = frozenset(
    {
        Outcome.AGREE,
        Outcome.AGREE_WITH_REMARKS,
        Outcome.APPROVE,
        Outcome.PASSED,
        Outcome.CONSENTED,
        Outcome.SUBMITTED,
        Outcome.ELIGIBLE,
    }
)


def leads_to(step: Step, tasks: Sequence[Task]) -> str | None:
    """The step that follows this round, or None while an answer is still missing.

    `tasks` are those that count: open or answered in the present round.
    """
    answers = [task.outcome for task in tasks if task.outcome is not None]
    if any(answer in step.join.at_once for answer in answers):
        return _route(step, answers)
    waiting = any(task.status == TaskStatus.OPEN for task in tasks)
    return _joined(step, answers, waiting=waiting)


def _joined(step: Step, answers: Sequence[Outcome], *, waiting: bool) -> str | None:
    match step.join:
        case Join(rule="at_least", count=int(count), otherwise=str(otherwise)):
            if sum(answer in FAVOURABLE for answer in answers) >= count:
                return step.then
            return None if waiting else _route(step, answers, otherwise)
        case Join(rule="any") if answers:
            return _route(step, answers)
        case _:
            return None if waiting else _route(step, answers)


def _route(step: Step, answers: Sequence[Outcome], default: str = "") -> str:
    """The first listed outcome that was given wins: the order in the law file is precedence."""
    found = (target for outcome, target in step.routes.items() if outcome in answers)
    return next(found, default or step.then)
