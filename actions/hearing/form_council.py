"""Name the members of a discipline council, or replace it before it has met."""

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
from domain.facts.hearing import CouncilFormed, CouncilSeat
from domain.hearing.council import decide_form_council
from models.unit_of_work import UnitOfWork


def form_council(app: App, act: Act, seats: tuple[CouncilSeat, ...], *, secretary: str) -> Receipt:
    """Raises BadCouncil with the article, NotFound for an unknown person, NotAllowed."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        for person in (*(seat.person for seat in seats), secretary):
            uow.directory.person(person)
        return decide_form_council(attempt, seats, secretary)

    receipt = execute(app, act, as_handler(act.person), decide)
    return check_same(receipt, says(CouncilFormed, seats=seats, secretary=secretary))
