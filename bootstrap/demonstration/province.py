"""Put the invented people of the demonstration province into the directory, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field

from actions.app import App
from domain.actors import Power, Seat
from domain.in_force import Frozen
from domain.people import Person
from models.unit_of_work import UnitOfWork, transaction

PEOPLE = Path(__file__).parent / "people.yaml"
SINCE, UNTIL = date(2007, 7, 1), date(2100, 1, 1)


class SeatRow(Frozen):
    agency: str
    position: str
    powers: frozenset[Power]


class PersonRow(Frozen):
    """One invented person as written in people.yaml."""

    id: str
    name: str
    sort: str
    sex: Literal["male", "female"]
    birth: date
    ethnicity: str = "Kinh"
    hometown: str = "tỉnh Đắk Lắk"
    present: str = ""
    degree: str = ""
    political_theory: str = ""
    press_management_certificate: bool = False
    press_card: str = ""
    press_months: int = 0
    party_member_since: date | None = None
    terms_as_head: int = 0
    term_ends: date | None = None
    seats: tuple[SeatRow, ...] = Field(default=())

    def person(self) -> Person:
        fields: dict[str, Any] = self.model_dump(exclude={"name", "sort", "present", "seats"})
        return Person(
            full_name=self.name, sort_name=self.sort, present_position=self.present, **fields
        )


def people() -> tuple[PersonRow, ...]:
    rows = yaml.safe_load(PEOPLE.read_text("utf-8"))
    return tuple(PersonRow.model_validate(row) for row in rows)


def seed(app: App) -> int:
    """Add whoever is missing; returns how many people that were. Safe to repeat."""

    def work(uow: UnitOfWork) -> int:
        return sum(_add(uow, row) for row in people())

    return transaction(app.engine, work)


def _add(uow: UnitOfWork, row: PersonRow) -> bool:
    added = uow.directory.add_person(row.person())
    if added:
        for seat in row.seats:
            uow.directory.add_seat(
                Seat(row.id, seat.agency, seat.position, seat.powers, SINCE, UNTIL)
            )
    return added
