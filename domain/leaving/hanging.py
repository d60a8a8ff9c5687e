"""What would be left without anybody when a position, an account or a body ends."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date
from enum import StrEnum

from domain.directory.actors import Power
from domain.leaving.errors import StillHangs

STAYS = "-"  # said of one thing: it is left to the body


class Hang(StrEnum):
    """Worded in `hangs`, the way out in `ways_out` of the words."""

    TASK_HELD = "task_held"  # a question they work on
    TASK_ALONE = "task_alone"  # questions of their body that nobody else may answer
    BALLOT = "ballot_called"  # called to vote in a ballot that runs, not voted yet
    SLIP = "tellers_slip"  # a teller of a ballot that runs
    COUNCIL = "council_seat"  # a seat of a council
    CASE_LED = "case_led"  # a running case they opened for their body
    DELEGATION_GIVEN = "delegation_given"
    DELEGATION_TAKEN = "delegation_taken"
    SECOND_ADMINISTRATOR = "second_administrator"
    REQUESTS = "requests"  # what they asked for as administrator and nobody has confirmed
    SITTING = "sitting"  # somebody who sits in a body that ends
    BODY_TASKS = "body_tasks"
    BODY_CASES = "body_cases"


MOVES = frozenset({Hang.TASK_HELD, Hang.CASE_LED, Hang.SITTING})
# The number of a case says nothing of its matter; that somebody votes or sits in it does.
TELLING = frozenset({Hang.BALLOT, Hang.SLIP, Hang.COUNCIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """One thing. `person`: the other of a delegation, or who sits in a body; `number`: how many
    questions, cases or requests, or administrators that would be left."""

    what: Hang
    agency: str = ""
    case: str = ""
    task: str = ""
    person: str = ""
    number: int = 0

    @property
    def id(self) -> str:
        """Its name in forms; it says nothing of the case."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]

    @property
    def moves(self) -> bool:
        """May it be given to somebody else by the act that ends?"""
        return self.what in MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """Who goes. Of each body, by its code of today: the powers they lose there and those they keep.
    `day` is the first without; `whole`: their account closes, whatever they hold."""

    person: str
    lost: Mapping[str, frozenset[Power]]
    kept: Mapping[str, frozenset[Power]]
    day: date
    whole: bool = False

    def loses(self, agency: str, power: Power) -> bool:
        """A power they hold in this body now and nobody hands back to them."""
        return power in self.lost.get(agency, frozenset())

    def leaves(self, agency: str) -> bool:
        """Do they work for the body no more?"""
        works = {Power.PREPARE, Power.SIGN}
        lost, kept = self.lost.get(agency, frozenset()), self.kept.get(agency, frozenset())
        return bool(lost & works) and not kept & works


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What becomes of it, said by who has `seen` the list (its digest): `to` names a receiver of
    one thing by its id, or STAYS; `receiver` takes whatever else moves, empty: it stays."""

    seen: str
    receiver: str = ""
    to: Mapping[str, str] = field(default_factory=dict)

    def receiver_of(self, one: Hanging) -> str:
        """Whom it goes to; empty: it is left to the body."""
        chosen = self.to.get(one.id) or self.receiver
        return chosen if one.moves and chosen != STAYS else ""

    @property
    def receivers(self) -> tuple[str, ...]:
        """Everybody something may go to."""
        named = (self.receiver, *self.to.values())
        return tuple(dict.fromkeys(one for one in named if one not in ("", STAYS)))


def digest_of(found: Iterable[Hanging]) -> str:
    """Names the list as it stands, whatever its order."""
    return hashlib.sha256(" ".join(sorted(one.id for one in found)).encode()).hexdigest()


def check_settled(found: Sequence[Hanging], settling: Settling | None) -> None:
    """Where nothing hangs nothing need be said. Raises StillHangs where the list was not looked at,
    or is another by now."""
    if not found:
        return
    if settling is None or not settling.seen:
        raise StillHangs(rule=StillHangs.Rule.NOT_ASKED, number=len(found))
    if settling.seen != digest_of(found):
        raise StillHangs(rule=StillHangs.Rule.CHANGED, number=len(found))
