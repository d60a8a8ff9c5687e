"""What decisions wrote about a person, and the seats they make likely. Reads only."""

from __future__ import annotations

from datetime import date

from actions.app import App
from domain.directory.proposals import SeatProposal, proposals
from domain.errors import NotFound, NoVersionInForce
from domain.law.routing import press_titles
from models.unit_of_work import UnitOfWork
from notifications.words import word


def seat_proposals(app: App, uow: UnitOfWork, person: str) -> tuple[SeatProposal, ...]:
    """Seats to begin or to end, as the decisions that hold say and the seats do not yet."""

    def title_of(agency: str, position: str, day: date) -> str:
        return _title(app, agency, position, day)

    return proposals(uow.directory.decided(person), uow.spans.seats_of(person), title_of)


def _title(app: App, agency: str, position: str, day: date) -> str:
    try:
        titles = press_titles(app.catalogue.agencies.get(agency), day)
    except (NotFound, NoVersionInForce):
        return ""
    named = {"head": titles.head, "deputy": titles.deputy}
    return named.get(position, f"{word('positions', position)} ({titles.head})")
