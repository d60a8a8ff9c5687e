"""An officer puts an answer before whoever signs for their body."""

from __future__ import annotations

from typing import Any

from actions.app import App
from actions.execute import Act, Receipt, as_assignee, check_same, execute, says
from domain.facts.holding import AnswerPrepared
from domain.holding.prepare import decide_prepare
from domain.law.options import Outcome


def prepare(
    app: App, act: Act, *, task_id: str, outcome: Outcome, reason: str, read: str = ""
) -> Receipt:
    """Nothing is answered by it. Raises NotYourTask, NotAllowed, HeldByOther, OptionNotOffered,
    ReasonMissing, BadInput."""
    said: dict[str, Any] = {"outcome": outcome, "reason": reason, "read": read}
    receipt = execute(
        app,
        act,
        as_assignee(act.person, task_id),
        lambda _uow, attempt: decide_prepare(attempt, task_id=task_id, **said),
    )
    return check_same(receipt, says(AnswerPrepared, task=task_id, **said))
