"""An agency that is asked sends the case back for rework."""

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
from domain.cases.corrections import decide_return
from domain.facts.steps import Returned


def return_case(app: App, act: Act, *, task_id: str, to_step: str, reason: str) -> Receipt:
    """Raises CannotReturn, ReasonMissing, Stands, or why this person may not answer the task."""
    receipt = execute(
        app,
        act,
        as_assignee(act.person, task_id),
        lambda _uow, attempt: decide_return(
            attempt, task_id=task_id, to_step=to_step, reason=reason
        ),
    )
    return check_same(receipt, says(Returned, to_step=to_step, reason=reason))
