"""Take an answer back before anyone has acted on it."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    answering,
    check_same,
    through_the_door,
)
from domain.cases.corrections import decide_recall
from domain.facts.progress import Recalled


def recall(app: App, act: Act, *, task_id: str, reason: str) -> Receipt:
    """Raises CannotRecall (rule says why), NotYourTask, ReasonMissing."""
    receipt = through_the_door(
        app,
        act,
        answering(act.person, task_id),
        lambda _uow, turn: decide_recall(turn, task_id=task_id, reason=reason),
    )
    return check_same(
        receipt,
        lambda facts: any(isinstance(f, Recalled) and f.task == task_id for f in facts),
    )
