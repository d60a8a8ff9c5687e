"""Take one body out of a running consultation, with the reason and the document it rests on."""

from __future__ import annotations

from actions.app import App
from actions.execute import Act, Receipt, as_handler, check_same, execute, says
from domain.cases.take_out import decide_take_out
from domain.facts.answers import TakenOut


def take_out(app: App, act: Act, *, task_id: str, reason: str, document: str) -> Receipt:
    """Raises CannotTakeOut, TaskClosed, ReasonMissing, BadInput, NotYourTask, NotAllowed."""
    receipt = execute(
        app,
        act,
        as_handler(act.person),
        lambda _uow, attempt: decide_take_out(
            attempt, task_id=task_id, reason=reason, document=document
        ),
    )
    return check_same(receipt, says(TakenOut, task=task_id, reason=reason, document=document))
