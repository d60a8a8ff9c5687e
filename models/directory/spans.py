"""Seats, delegations and absences of a person as dated spans: read, added, ended, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from domain.directory.absences import Absence, Away, away
from domain.directory.actors import Delegation, Seat
from domain.directory.checks import Span
from domain.errors import NotFound
from models.audit import journal
from models.directory.directory import covers, seat_from
from models.schema.directory_log import absences
from models.schema.tables import delegations, seats

# What names a span, beside the table it stands in.
KEYS: dict[type[Span], tuple[Table, tuple[str, ...]]] = {
    Seat: (seats, ("person", "agency", "position", "first_day")),
    Delegation: (delegations, ("giver", "taker", "agency", "first_day")),
    Absence: (absences, ("person", "first_day")),
}


class Spans:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def seats_of(self, person: str) -> tuple[Seat, ...]:
        """Newest first, ended ones too."""
        query = select(seats).where(seats.c.person == person)
        rows = self.connection.execute(query.order_by(seats.c.end.desc(), seats.c.agency))
        return tuple(seat_from(row) for row in rows)

    def seats_of_each(self, persons: Iterable[str]) -> dict[str, list[Seat]]:
        """Each of these people → every seat of theirs, ended ones too."""
        held: dict[str, list[Seat]] = {person: [] for person in persons}
        query = select(seats).where(seats.c.person.in_(list(held)))
        for row in self.connection.execute(query):
            held[row.person].append(seat_from(row))
        return held

    def delegations_of(self, person: str) -> tuple[Delegation, ...]:
        """Given and taken, newest first."""
        mine = or_(delegations.c.giver == person, delegations.c.taker == person)
        query = select(delegations).where(mine).order_by(delegations.c.end.desc())
        return tuple(delegation_from(row) for row in self.connection.execute(query))

    def absences_of(self, person: str) -> tuple[Absence, ...]:
        """Newest first."""
        query = select(absences).where(absences.c.person == person)
        rows = self.connection.execute(query.order_by(absences.c.end.desc()))
        return tuple(Absence(**row._mapping) for row in rows)

    def away(self, day: date) -> dict[str, tuple[Away, ...]]:
        """Agency code → who signs for it and is away on `day`."""
        gone = select(absences).where(covers(absences, day))
        found = [Absence(**row._mapping) for row in self.connection.execute(gone)]
        if not found:
            return {}
        people = [absence.person for absence in found]
        held = select(seats).where(seats.c.person.in_(people), covers(seats, day))
        delegated = select(delegations).where(
            delegations.c.giver.in_(people), covers(delegations, day)
        )
        taken = [delegation_from(row) for row in self.connection.execute(delegated)]
        absent = found + self._away_among([d.taker for d in taken], day)
        sitting = [seat_from(row) for row in self.connection.execute(held)]
        listed = away(absent, sitting, taken, day)
        return {a.agency: tuple(o for o in listed if o.agency == a.agency) for a in listed}

    def begun(self, after: date, until: date) -> tuple[Delegation | Absence, ...]:
        """Delegations and absences whose first day lies in (after, until]."""
        return self._where(lambda t: and_(t.c.first_day > after, t.c.first_day <= until))

    def over(self, after: date, until: date) -> tuple[Delegation | Absence, ...]:
        """Delegations and absences that ended in (after, until]: `end` is the first day without."""
        return self._where(lambda t: and_(t.c.end > after, t.c.end <= until))

    def _where(
        self, condition: Callable[[Table], ColumnElement[bool]]
    ) -> tuple[Delegation | Absence, ...]:
        delegated = self.connection.execute(select(delegations).where(condition(delegations)))
        gone = self.connection.execute(select(absences).where(condition(absences)))
        return (*map(delegation_from, delegated), *(Absence(**row._mapping) for row in gone))

    def find(self, kind: type[Span], **key: Any) -> Span:
        """The span of exactly this name. Raises NotFound."""
        table, _ = KEYS[kind]
        row = self.connection.execute(select(table).where(_is(table, key))).first()
        if row is None:
            raise NotFound(kind="span", id=", ".join(str(part) for part in key.values()))
        if kind is Seat:
            return seat_from(row)
        return delegation_from(row) if kind is Delegation else Absence(**row._mapping)

    def add_absence(self, absence: Absence) -> None:
        journal.add(self.connection, absences, **asdict(absence))

    def end(self, span: Span, end: date) -> None:
        """Set the end of a span; nothing else of it ever changes."""
        table, names = KEYS[type(span)]
        key = {name: getattr(span, name) for name in names}
        journal.change(self.connection, table, _is(table, key), end=end)

    def _away_among(self, people: list[str], day: date) -> list[Absence]:
        query = select(absences).where(absences.c.person.in_(people), covers(absences, day))
        return [Absence(**row._mapping) for row in self.connection.execute(query)]


def _is(table: Table, key: dict[str, Any]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def delegation_from(row: Any) -> Delegation:
    return Delegation(row.giver, row.taker, row.agency, row.document, row.first_day, row.end)
