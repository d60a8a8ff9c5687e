"""What happens around the person concerned: who steps aside, the council, service, hearing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.directory.actors import Actor


@dataclass(frozen=True, slots=True)
class InterestDeclared:
    """`person` stands in `relation` (relations.yaml) to the matter and takes no further part."""

    person: str
    relation: str
    note: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """One member of a discipline council and the seat he fills (councils.yaml)."""

    person: str
    seat: str


@dataclass(frozen=True, slots=True)
class CouncilFormed:
    """The council of a discipline case; a later one replaces it. `secretary` takes the minutes."""

    seats: tuple[CouncilSeat, ...]
    secretary: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Served:
    """A paper reached the person concerned on `on`. `meeting`: the day a summons calls to.

    `proof` says how it is known (receipt signed, registered post, witness).
    """

    what: str  # accusation | summons | decision
    on: date
    proof: str
    by: Actor
    at: datetime
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Attendance of the person at the meeting of `meeting`: present, absent, asked_without."""

    meeting: date
    attendance: str
    note: str
    by: Actor
    at: datetime
