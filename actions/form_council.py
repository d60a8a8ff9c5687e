"""Name the members of a discipline council, or replace it before it has met."""

from __future__ import annotations

from actions.app import App
from actions.door import Act, Receipt, handling, through_the_door
from domain.council import decide_form_council
from domain.facts import CouncilSeat, Fact
from domain.turn import Turn
from models.unit_of_work import UnitOfWork


def form_council(app: App, act: Act, seats: tuple[CouncilSeat, ...], *, secretary: str) -> Receipt:
    """Raises BadCouncil with the article, NotFound for an unknown person, NotAllowed."""

    def decide(uow: UnitOfWork, turn: Turn) -> list[Fact]:
        for person in (*(seat.person for seat in seats), secretary):
            uow.directory.person(person)
        return decide_form_council(turn, seats, secretary)

    return through_the_door(app, act, handling(act.person), decide)
