"""What happens around the person concerned: who steps aside, the council, service, hearing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.state.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared(Fact):
    """`person` stands in `relation` (relations.yaml) to the matter and takes no further part."""

    person: str
    relation: str
    note: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return replace(case, recused=tuple(sorted({*case.recused, self.person})))


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilSeat:
    """One member of a discipline council and the seat they fill (councils.yaml)."""

    person: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilFormed(Fact):
    """The council of a discipline case; a later one replaces it. `secretary` takes the minutes."""

    seats: tuple[CouncilSeat, ...]
    secretary: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Fact):
    """A paper reached the person concerned on `on`. `meeting`: the day a summons calls to.

    `proof` says how it is known (receipt signed, registered post, witness); `content` is the hash
    of the paper itself, which the person may read; a decision is read as its final text.
    """

    what: str  # accusation | summons | decision
    on: date
    proof: str
    by: Actor
    meeting: date | None = None
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Fact):
    """Attendance of the person at the meeting of `meeting`: present, absent, asked_without."""

    meeting: date
    attendance: str
    note: str
    by: Actor
