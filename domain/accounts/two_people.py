"""What no administrator does alone: asked for by one, confirmed by another, for a while only.

Until there is a second administrator everything is done at once, logged and shown as done alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import BadInput

LASTS = timedelta(days=14)
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letter that is read as another (Crockford)


class RequestKind(StrEnum):
    """What is asked for."""

    INVITE = "invite"  # a letter with a link: a password is set anew, the second factor goes
    OPEN = "open"  # a closed account again
    SEAT = "seat"  # a position with its powers
    DELEGATION = "delegation"  # written power for somebody else
    IMPORT = "import"  # many people with their positions
    PROVINCE = "province"  # bodies and choices by which powers move


class RequestState(StrEnum):
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminRequest:
    """`people` are those it is about; `said` what is to be entered, as JSON holds it; `document`
    the paper it rests on. `asked_by` is empty for the command line."""

    id: str
    kind: RequestKind
    people: tuple[str, ...]
    said: Mapping[str, object]
    document: str
    asked_by: str
    asked_at: datetime
    state: RequestState = RequestState.WAITING
    decided_by: str = ""
    decided_at: datetime | None = None

    def lapsed(self, now: datetime) -> bool:
        return self.state == RequestState.WAITING and now >= self.asked_at + LASTS


@dataclass(frozen=True, slots=True)
class Letter:
    """To be printed and sealed. `token` opens the account until `until`; `coded`: only together
    with a code that the person is told apart from it."""

    person: str
    full_name: str
    position: str
    token: str
    until: datetime
    coded: bool


def check_waiting(asked: AdminRequest, now: datetime) -> None:
    """Raises BadInput for what was decided already or has waited too long."""
    if asked.state != RequestState.WAITING or asked.lapsed(now):
        raise BadInput(field="request", rule=BadInput.Rule.DECIDED, value=asked.id)


def check_second(asked: AdminRequest, by: str, administrators: Collection[str]) -> None:
    """May `by` confirm? Neither who asked nor whom it is about. Raises BadInput.

    The command line (`by` empty) stands in only where no other of the `administrators` could.
    """
    if by == asked.asked_by:
        raise BadInput(field="request", rule=BadInput.Rule.OWN_REQUEST, value=asked.id)
    if by in asked.people:
        raise BadInput(field="person", rule=BadInput.Rule.OWN_ENTRY, value=by)
    others = set(administrators) - {asked.asked_by, *asked.people}
    if not by and others:
        raise BadInput(field="request", rule=BadInput.Rule.ANOTHER_CAN, value=sorted(others)[0])


def grouped(letters: str) -> str:
    """As printed: fours with a stroke between."""
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def ungrouped(typed: str) -> str:
    """As made, however it was copied from paper."""
    alike = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})
    return typed.casefold().translate(alike)
