"""Who is away and who has their written power meanwhile. It informs; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.directory.actors import Delegation, Power, Seat


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away [first_day, end); `document` says so. Nothing passes to anybody by it."""

    person: str
    first_day: date
    end: date
    document: str

    def covers(self, day: date) -> bool:
        return self.first_day <= day < self.end

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who signs for a body is away until `last_day`; `takers` hold a delegation today."""

    person: str
    agency: str
    last_day: date
    takers: tuple[str, ...]


def away(
    absences: Iterable[Absence], seats: Iterable[Seat], delegated: Iterable[Delegation], day: date
) -> tuple[Away, ...]:
    """Everybody away on `day` who signs for a body then. A taker who is away too is not named."""
    until = {a.person: a.last_day for a in absences if a.covers(day)}
    handed = [d for d in delegated if d.covers(day) and d.taker not in until]
    return tuple(
        Away(
            seat.person,
            seat.agency,
            until[seat.person],
            tuple(d.taker for d in handed if (d.giver, d.agency) == (seat.person, seat.agency)),
        )
        for seat in seats
        if seat.person in until and seat.covers(day) and Power.SIGN in seat.powers
    )
