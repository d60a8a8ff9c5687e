"""The handling agency withdraws a case that has not been decided."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_handler,
    check_same,
    execute,
    says,
)
from domain.cases.corrections import decide_withdraw
from domain.facts.opening import CaseWithdrawn


def withdraw(app: App, act: Act, *, reason: str) -> Receipt:
    """Raises CaseClosed, NotYourTask, NotAllowed, ReasonMissing, Stands."""
    receipt = execute(
        app,
        act,
        as_handler(act.person),
        lambda _uow, attempt: decide_withdraw(attempt, reason=reason),
    )
    return check_same(receipt, says(CaseWithdrawn, reason=reason))
