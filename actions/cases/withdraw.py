"""The handling agency withdraws a case that has not been decided."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    check_same,
    handling,
    through_the_door,
)
from domain.cases.corrections import decide_withdraw
from domain.facts.progress import CaseWithdrawn


def withdraw(app: App, act: Act, *, reason: str) -> Receipt:
    """Raises CaseClosed, NotYourTask, NotAllowed, ReasonMissing."""
    receipt = through_the_door(
        app, act, handling(act.person), lambda _uow, turn: decide_withdraw(turn, reason=reason)
    )
    return check_same(receipt, lambda facts: isinstance(facts[-1], CaseWithdrawn))
