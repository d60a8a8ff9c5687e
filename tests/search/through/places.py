"""A case and its people as the database has them, in the shape in which wishes are made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from actions.app import App
from domain.directory.actors import Power, Seat
from domain.votes.box import Box
from models.unit_of_work import reading
from tests.search.wishing.chooser import Chooser
from tests.search.world import World


@dataclass(slots=True)
class Seats:
    """Who sits where, and everybody by name; read once, for the directory does not change."""

    people: tuple[str, ...]
    held: tuple[Seat, ...]

    def holding(self, body: str, power: Power) -> list[str]:
        return [s.person for s in self.held if s.agency == body and power in s.powers]


@dataclass(slots=True)
class Place:
    """An application and what people outside of it remember."""

    app: App
    seats: Seats
    slips: dict[tuple[str, str], str] = field(default_factory=dict)
    followed: set[str] = field(default_factory=set)


def seats_of(app: App) -> Seats:
    with reading(app) as uow:
        people = tuple(sorted(person.id for person in uow.directory.search()))
        bodies = app.catalogue.agencies.by_code
        held = [seat for code in bodies for seat in uow.directory.seats(code, app.today())]
    return Seats(people, tuple(held))


class DoorChooser(Chooser):
    """The people of the province instead of names made up."""

    place: Place

    def named(self, name: str) -> str:
        free = [p for p in self.place.seats.people if p != self.world.case.subject]
        tellers = [s.person for s in self.place.seats.held if not s.powers & {Power.ADMINISTER}]
        people = tellers if name.startswith("teller") else free
        octets = hashlib.sha256(name.encode()).digest()
        return people[int.from_bytes(octets[:4], "big") % len(people)]

    def seated(self, body: str, place: str) -> str:
        power = Power.SIGN if place == "head" else Power.PREPARE
        found = self.place.seats.holding(body, power)
        return self.chance.choice(found or self.place.seats.people)


class DoorWorld(World):
    """What the database says of the case."""

    def owed(self) -> list[Any]:
        """Is there something new that software has not followed?"""
        return [] if f"{self.case.id} {self.case.version}" in self.done else [True]


def looked_at(place: Place, case_id: str) -> DoorWorld:
    with reading(place.app) as uow:
        case = uow.cases.get(case_id)
        law = place.app.law(uow, case)
        votes = [t.id for t in case.open_tasks if law.procedure.step(t.step).vote]
        return DoorWorld(
            opening=None,  # type: ignore[arg-type]  # nothing at the door asks for it
            case=case,
            law=law,
            subject=uow.directory.person(case.subject),
            history=list(uow.cases.facts(case_id)),
            boxes={task: uow.ballots.box(task) for task in votes} or {"": Box()},
            slips=place.slips,
            done=place.followed,
        )
