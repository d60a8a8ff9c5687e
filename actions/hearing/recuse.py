"""Declare a tie to the matter: the person takes no further part in the case."""

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
from domain.cases.attempt import Attempt
from domain.facts.fact import Fact
from domain.facts.hearing import InterestDeclared
from domain.hearing.recusal import decide_declare
from models.unit_of_work import UnitOfWork


def step_aside(app: App, act: Act, *, who: str, relation: str, note: str = "") -> Receipt:
    """`who` is the person acting, or somebody for whom the officer in charge records it.

    Raises BadInput, NotAllowed, SelfApproval, NotFound, CaseClosed.
    """

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        uow.directory.person(who)
        return decide_declare(attempt, who, relation, note)

    receipt = execute(app, act, as_handler(act.person), decide)
    return check_same(receipt, says(InterestDeclared, person=who, relation=relation, note=note))
