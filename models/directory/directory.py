"""People, their seats and delegations, and who may act for which agency on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Row, Table, and_, bindparam, func, or_, select

from domain.directory.actors import (
    Actor,
    Delegation,
    Power,
    Seat,
    actors_of,
)
from domain.directory.decided import OnFile, as_decided
from domain.directory.people import Person, Statement
from domain.directory.record import Record
from domain.errors import NotFound
from domain.papers.case_file import Signer
from domain.text import fold, nfc
from models.audit import journal
from models.directory.person_file import rows_on_file, rows_that_hold
from models.schema.tables import delegations, people, seats

# Built once: every sign-off asks it. A seat held, or delegated by a delegation to the person.
CAPACITIES = (
    select(
        seats,
        delegations.c.taker,
        delegations.c.document,
        delegations.c.first_day.label("lent_from"),
        delegations.c.end.label("lent_until"),
    )
    .outerjoin(
        delegations,
        and_(
            delegations.c.giver == seats.c.person,
            delegations.c.agency == seats.c.agency,
            delegations.c.taker == bindparam("person_id"),
        ),
    )
    .where(or_(seats.c.person == bindparam("person_id"), delegations.c.taker.is_not(None)))
)
RECORD = TypeAdapter(Record)
STATED = TypeAdapter(Mapping[str, Statement])
PERSON_FIELDS = [column.name for column in people.columns if column.name != "folded"]


def covers(spans: Table, day: date) -> ColumnElement[bool]:
    """Spans in force on `day`: `end` is the first day without."""
    return and_(spans.c.first_day <= day, day < spans.c.end)


class Directory:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def person(self, person_id: str, *, but: str = "") -> Person:
        """As their record and the decisions about them say. Raises NotFound.

        A case looks at the person it decides about without what it wrote itself: `but` is its id.
        """
        entered = self.entered(person_id)
        decided = rows_that_hold(self.connection, [person_id], but=but)
        return as_decided(entered, decided.get(person_id, ()))

    def entered(self, person_id: str) -> Person:
        """As people entered it, without what decisions wrote. Raises NotFound."""
        row = self.connection.execute(select(people).where(people.c.id == person_id)).first()
        if row is None:
            raise NotFound(kind="person", id=person_id)
        return _person(row)

    def search(self, words: str = "") -> tuple[Person, ...]:
        """People whose name contains the words, marks and case aside; sorted by sort name."""
        query = select(people).where(people.c.folded.contains(fold(words), autoescape=True))
        rows = self.connection.execute(query).all()
        decided = rows_that_hold(self.connection, [row.id for row in rows] if words else None)
        found = [as_decided(_person(row), decided.get(row.id, ())) for row in rows]
        return tuple(sorted(found, key=lambda person: (fold(person.sort_name), person.id)))

    def decided(self, person_id: str) -> tuple[OnFile, ...]:
        """What decisions wrote about the person, undone rows too, oldest first."""
        return rows_on_file(self.connection, person_id)

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        query = select(people.c.id, people.c.full_name).where(people.c.id.in_(list(ids)))
        return {row.id: row.full_name for row in self.connection.execute(query)}

    def listing(self, limit: int) -> tuple[tuple[str, str], ...]:
        """Id and full name of the first so many people; cheap, for lists to choose from."""
        query = select(people.c.id, people.c.full_name).order_by(people.c.folded, people.c.id)
        return tuple((r.id, r.full_name) for r in self.connection.execute(query.limit(limit)))

    def actors(self, person_id: str, day: date) -> tuple[Actor, ...]:
        """Every capacity in which the person may act on `day`."""
        rows = self.connection.execute(CAPACITIES, {"person_id": person_id}).all()
        delegated = {_delegation(row) for row in rows if row.taker}
        return actors_of(person_id, dict.fromkeys(seat_from(row) for row in rows), delegated, day)

    def seats(self, agency: str, day: date) -> tuple[Seat, ...]:
        """Seats of an agency in force on `day`."""
        query = select(seats).where(seats.c.agency == agency, covers(seats, day))
        return tuple(
            seat_from(row) for row in self.connection.execute(query.order_by(seats.c.person))
        )

    def holding(self, power: Power, day: date) -> tuple[str, ...]:
        """People whose position carries a power on `day`."""
        query = select(seats.c.person).where(seats.c.powers.contains(power), covers(seats, day))
        return tuple(self.connection.execute(query.distinct().order_by(seats.c.person)).scalars())

    def signers(self, day: date) -> Mapping[str, Signer]:
        """Agency code → who signs for it on `day`: the first who holds the power to sign."""
        query = (
            select(seats.c.agency, seats.c.position, people.c.full_name)
            .join(people, people.c.id == seats.c.person)
            .where(seats.c.powers.contains(Power.SIGN), covers(seats, day))
            .order_by(seats.c.agency, seats.c.first_day, seats.c.person)
        )
        found: dict[str, Signer] = {}
        for agency, position, name in self.connection.execute(query):
            found.setdefault(agency, Signer(position, name))
        return found

    def add_person(self, person: Person) -> bool:
        """False when the id is known already, in whatever case; nothing is overwritten."""
        known = select(people.c.id).where(func.lower(people.c.id) == person.id.lower())
        if self.connection.execute(known).first() is not None:
            return False
        journal.add(self.connection, people, **_columns(person))
        return True

    def add_people(self, given: Sequence[Person]) -> None:
        """People whose ids were found free."""
        journal.add_all(self.connection, people, [_columns(person) for person in given])

    def known(self, ids: Iterable[str]) -> frozenset[str]:
        """Those on file whose id is one of these, in whatever case."""
        folded = func.lower(people.c.id)
        query = select(people.c.id).where(folded.in_([one.lower() for one in ids]))
        return frozenset(self.connection.execute(query).scalars())

    def place(self) -> journal.Place:
        """Where the log of the directory ends: what was read before it stood then."""
        return journal.place(self.connection, people)

    def stands(self, at: journal.Place) -> bool:
        """Was nothing of the directory changed since? Nor is it while this transaction lasts."""
        return journal.stands(self.connection, people, at)

    def change_person(self, person: Person) -> None:
        """Put the person in place of the one on file. Raises NotFound."""
        this = people.c.id == person.id
        if journal.change(self.connection, people, this, **_columns(person)) != 1:
            raise NotFound(kind="person", id=person.id)

    def set_record(self, person_id: str, record: Record) -> None:
        """Put a person's record in place of the one on file. Raises NotFound."""
        self.change_person(replace(self.entered(person_id), record=record))

    def everybody(self) -> tuple[Person, ...]:
        """As people entered them, without what decisions wrote; sorted by id."""
        rows = self.connection.execute(select(people).order_by(people.c.id))
        return tuple(map(_person, rows))

    def add_seat(self, seat: Seat) -> None:
        self.add_seats([seat])

    def add_seats(self, given: Sequence[Seat]) -> None:
        rows = [asdict(seat) | {"powers": ",".join(sorted(seat.powers))} for seat in given]
        journal.add_all(self.connection, seats, rows)

    def add_delegation(self, delegation: Delegation) -> None:
        journal.add(self.connection, delegations, **asdict(delegation))


def _person(row: Row[Any]) -> Person:
    named = {name: getattr(row, name) for name in PERSON_FIELDS}
    record, stated = RECORD.validate_json(row.record), STATED.validate_json(row.stated)
    return Person(**named | {"record": record, "stated": stated})


def _columns(person: Person) -> dict[str, Any]:
    named = {name: getattr(person, name) for name in PERSON_FIELDS}
    named |= {"record": packed(person.record), "stated": _stated(person)}
    clean = {key: nfc(v) if isinstance(v, str) else v for key, v in named.items()}
    return clean | {"folded": fold(person.full_name)}


def _stated(person: Person) -> str:
    return STATED.dump_json(person.stated, exclude_defaults=True).decode()


def packed(record: Record) -> str:
    return RECORD.dump_json(record, exclude_defaults=True).decode()


def seat_from(row: Row[Any]) -> Seat:
    powers = frozenset(Power(power) for power in row.powers.split(","))
    return Seat(row.person, row.agency, row.position, powers, row.first_day, row.end)


def _delegation(row: Row[Any]) -> Delegation:
    return Delegation(
        row.person, row.taker, row.agency, row.document, row.lent_from, row.lent_until
    )
