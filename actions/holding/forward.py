"""The body asked passes a question on to the right one, with the reason and its document."""

from __future__ import annotations

from actions.app import App
from actions.execute import Act, Receipt, as_assignee, check_same, execute, says
from domain.facts.holding import TaskForwarded
from domain.holding.forward import decide_forward


def forward(
    app: App, act: Act, *, task_id: str, agency: str, reason: str, document: str
) -> Receipt:
    """Raises CannotForward, NotFound, ReasonMissing, BadInput, NotYourTask, NotAllowed."""
    said = {"agency": agency, "reason": reason, "document": document}
    receipt = execute(
        app,
        act,
        as_assignee(act.person, task_id),
        lambda _uow, attempt: decide_forward(attempt, task_id=task_id, **said),
    )
    return check_same(receipt, says(TaskForwarded, task=task_id, **said))
