"""Put the invented people of the demonstration province into the directory, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from pydantic import TypeAdapter

from actions.app import App
from actions.province.change import settle
from domain.directory.actors import Power, Seat
from domain.directory.people import Person
from domain.law.in_force import Frozen
from models.unit_of_work import UnitOfWork, transaction
from templates import read_yaml

PEOPLE = Path(__file__).parent / "people.yaml"
SINCE, UNTIL = date(2007, 7, 1), date(2100, 1, 1)
USUAL = {"ethnicity": "Kinh", "hometown": "tỉnh Đắk Lắk"}


class SeatRow(Frozen):
    """A position of one person, as written in people.yaml."""

    agency: str
    position: str
    powers: frozenset[Power]


def people(today: date) -> tuple[tuple[Person, tuple[SeatRow, ...]], ...]:
    """Every invented person with the positions held; papers as old as the file says, today."""
    seats, person = TypeAdapter(tuple[SeatRow, ...]), TypeAdapter(Person)
    return tuple(
        (_dated(person.validate_python(USUAL | row), aged, today), seats.validate_python(held))
        for row in read_yaml(PEOPLE)
        for held, aged in [(row.pop("seats"), row.pop("papers_days_old", {}))]
    )


def _dated(person: Person, aged: Mapping[str, int], today: date) -> Person:
    papers = {paper: today - timedelta(days=days) for paper, days in aged.items()}
    return replace(person, record=replace(person.record, papers=papers))


def seed(app: App) -> int:
    """Add whoever is missing; returns how many people that were. Safe to repeat."""

    def work(uow: UnitOfWork) -> int:
        return sum(_add(uow, person, seats) for person, seats in people(app.today()))

    added = transaction(app.engine, work)
    settle(app)
    return added


def _add(uow: UnitOfWork, person: Person, seats: tuple[SeatRow, ...]) -> bool:
    added = uow.directory.add_person(person)
    if added:
        for seat in seats:
            uow.directory.add_seat(
                Seat(person.id, seat.agency, seat.position, seat.powers, SINCE, UNTIL)
            )
    return added
