"""Who may act for which agency today: positions held, powers delegated, absences. All dated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import NotAllowed


class Power(StrEnum):
    """What a position carries inside its agency."""

    PREPARE = "prepare"  # opens cases, gathers papers, records replies that came on paper
    SIGN = "sign"  # gives the agency's answer
    AUDIT = "audit"  # reads history, changes nothing
    ADMINISTER = "administer"  # accounts and directory; sees no case


@dataclass(frozen=True, slots=True)
class Seat:
    """A position held by a person in an agency, [first_day, end)."""

    person: str
    agency: str
    position: str
    powers: frozenset[Power]
    first_day: date
    end: date

    def covers(self, day: date) -> bool:
        return self.first_day <= day < self.end


@dataclass(frozen=True, slots=True)
class Delegation:
    """Written, time-limited power of `giver` handed to `taker` for one agency, [first_day, end).

    No further delegation (Decree 30/2020 Art 13: TUQ.), so chains and cycles cannot arise.
    """

    giver: str
    taker: str
    agency: str
    document: str
    first_day: date
    end: date

    def covers(self, day: date) -> bool:
        return self.first_day <= day < self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now: the person, for which agency, in which position, on whose behalf.

    `on_behalf_of` is the delegating person's id, `for_position` the position whose power it is,
    with `mandate` the paper that says so; `position` is always the one the person holds (Decree
    30/2020 Art 13.3: TUQ.). Facts of before that rule hold the giver's there and no `for_position`.
    """

    person: str
    agency: str
    position: str
    powers: frozenset[Power]
    on_behalf_of: str = ""
    mandate: str = ""
    for_position: str = ""

    @property
    def behind(self) -> frozenset[str]:
        """Whose act it is: the person's, and that of who stands behind a delegation."""
        return frozenset({self.person, self.on_behalf_of} - {""})

    def can(self, power: Power) -> bool:
        return power in self.powers


def actors_of(
    person: str, seats: Iterable[Seat], delegations: Iterable[Delegation], day: date
) -> tuple[Actor, ...]:
    """Every capacity in which `person` may act on `day`: own seats first, then delegated ones."""
    in_force = [seat for seat in seats if seat.covers(day)]
    own = [
        Actor(person, seat.agency, seat.position, seat.powers)
        for seat in in_force
        if seat.person == person
    ]
    delegated = [
        Actor(
            person,
            seat.agency,
            _own_position(own, seat.agency),
            seat.powers,
            seat.person,
            mandate.document,
            seat.position,
        )
        for mandate in delegations
        if mandate.taker == person and mandate.covers(day)
        for seat in in_force
        if seat.person == mandate.giver and seat.agency == mandate.agency
    ]
    return (*own, *delegated)


def _own_position(own: Iterable[Actor], agency: str) -> str:
    """What they are themselves: in that body, else elsewhere; empty for who has no position."""
    by_nearness = sorted(own, key=lambda actor: actor.agency != agency)
    return by_nearness[0].position if by_nearness else ""


def choose(actors: Iterable[Actor], agency: str, power: Power) -> Actor:
    """The capacity for `agency` that carries `power`; own seat before a delegated one.

    Raises NotAllowed.
    """
    held = [actor for actor in actors if actor.agency == agency]
    for actor in held:
        if actor.can(power):
            return actor
    raise NotAllowed(agency=agency, power=power, has=[actor.position for actor in held])
