"""Take an answer back before anyone has acted on it."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_assignee,
    check_same,
    execute,
    says,
)
from domain.cases.corrections import decide_recall
from domain.facts.answers import Recalled


def recall(app: App, act: Act, *, task_id: str, reason: str) -> Receipt:
    """Raises CannotRecall (rule says why), NotYourTask, SelfApproval, ReasonMissing, Stands."""
    receipt = execute(
        app,
        act,
        as_assignee(act.person, task_id),
        lambda _uow, attempt: decide_recall(attempt, task_id=task_id, reason=reason),
    )
    return check_same(receipt, says(Recalled, task=task_id, reason=reason))
