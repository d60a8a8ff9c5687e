"""What hangs on people and bodies, found by indexes of what is open: it grows with that alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, select

from domain.calendar.workdays import ONE_DAY
from domain.directory.actors import Delegation, Seat
from domain.facts.hearing import CouncilFormed
from models.cases.worklist_rows import AUDITORS, Tab
from models.directory.directory import seat_from
from models.directory.spans import delegation_from
from models.facts_json import load
from models.schema.tables import cases, delegations, events, is_open, seats, tasks, worklist


@dataclass(frozen=True, slots=True)
class HeldTask:
    """An open question and the body it was put to; `signs`: who holds it may answer."""

    task: str
    case: str
    agency: str
    signs: bool


class Leaving:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def held(self, person: str, agencies: Sequence[str]) -> tuple[HeldTask, ...]:
        """Open questions of these bodies that the person works on."""
        query = (
            select(tasks.c.id, tasks.c.case_id, tasks.c.agency, tasks.c.holder_signs)
            .where(is_open(), tasks.c.agency.in_(agencies), tasks.c.holder == person)
            .order_by(tasks.c.id)
        )
        return tuple(HeldTask(*row) for row in self.connection.execute(query))

    def asked(self, agencies: Sequence[str]) -> int:
        """How many questions are open to these bodies."""
        query = select(func.count()).where(is_open(), tasks.c.agency.in_(agencies))
        return int(self.connection.execute(query).scalar_one())

    def led(self, agencies: Sequence[str], person: str = "") -> tuple[str, ...]:
        """Running cases these bodies handle; those the person opened, where one is named."""
        runs = and_(worklist.c.agency.in_(agencies), worklist.c.tab != Tab.DONE)
        query = (
            select(cases.c.id)
            .join(worklist, worklist.c.case_id == cases.c.id)
            .where(runs, worklist.c.agency == cases.c.handler)
            .order_by(cases.c.id)
        )
        if person:
            query = query.where(cases.c.started_by == person)
        return tuple(self.connection.execute(query).scalars())

    def councils(self, person: str) -> tuple[str, ...]:
        """Running cases in whose council, as formed last, the person has a seat or the pen."""
        query = (
            select(events.c.case_id, events.c.body)
            .join(worklist, worklist.c.case_id == events.c.case_id)
            .where(worklist.c.agency == AUDITORS, worklist.c.tab != Tab.DONE)
            .where(events.c.kind == CouncilFormed.__name__)
            .order_by(events.c.case_id, events.c.version)
        )
        last = {row.case_id: row.body for row in self.connection.execute(query)}
        return tuple(case for case, body in last.items() if person in _members(body))

    def beyond(self, agency: str, last_day: date) -> tuple[Seat, ...]:
        """Positions in this body that go on, or begin, after a day."""
        query = select(seats).where(seats.c.agency == agency, seats.c.end > last_day + ONE_DAY)
        return tuple(map(seat_from, self.connection.execute(query.order_by(seats.c.person))))

    def delegated(self, agency: str, last_day: date) -> tuple[Delegation, ...]:
        """Written powers for this body that go on, or begin, after a day."""
        beyond = delegations.c.end > last_day + ONE_DAY
        query = select(delegations).where(delegations.c.agency == agency, beyond)
        found = self.connection.execute(query.order_by(delegations.c.giver))
        return tuple(map(delegation_from, found))


def _members(body: str) -> set[str]:
    formed = load(CouncilFormed.__name__, body)
    assert isinstance(formed, CouncilFormed)
    return {formed.secretary, *(seat.person for seat in formed.seats)}
