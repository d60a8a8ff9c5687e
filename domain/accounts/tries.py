"""How often somebody may type wrong before they wait, by name and by where it is typed.

Anybody can type anybody's name: what strangers type never keeps a person out of a device they have
signed in from before (NIST SP 800-63B section 3.2.2 asks for a limit, not for a lock).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.accounts.errors import AccountLocked

REST = timedelta(minutes=15)


class PlaceKind(StrEnum):
    DEVICE = "device"  # a browser this person has signed in from
    ADDRESS = "address"  # any other browser of one machine
    ANYWHERE = "anywhere"  # all other browsers together
    SESSION = "session"  # a password asked once more inside a session
    INVITATION = "invitation"  # the code that belongs to a letter


FREE = dict.fromkeys(PlaceKind, 5) | {PlaceKind.ANYWHERE: 50}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`name` tells one device or one machine from another."""

    kind: PlaceKind
    name: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Tries since the last good one, this one included; until when none more is heard."""

    place: Place
    failed: int
    resting_until: datetime | None = None


def places(device: str, address: str, *, known: bool) -> tuple[Place, ...]:
    """What one try counts against. A known device stands by itself."""
    if known:
        return (Place(kind=PlaceKind.DEVICE, name=device),)
    return (Place(kind=PlaceKind.ADDRESS, name=address[:80]), Place(kind=PlaceKind.ANYWHERE))


def check_not_resting(tries: Tries, now: datetime) -> None:
    """Raises AccountLocked, with the same words whether the name exists or not."""
    if tries.resting_until is not None and now < tries.resting_until:
        raise AccountLocked(until=tries.resting_until)


def rest_after(tries: Tries, now: datetime) -> datetime | None:
    """Until when the next try waits if this one is wrong: longer each time, never for ever."""
    over = tries.failed - FREE[tries.place.kind]
    if over < 0:
        return None
    longer: int = min(2**over, 16)
    return now + REST * longer
