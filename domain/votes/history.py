"""What the history of a case says about its votes: opened, sealed, counted, entered, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.facts.votes import (
    BallotClosed,
    BallotOpened,
    BallotSealed,
    BallotVoided,
    ShareOpened,
    Tally,
    TallyEntered,
    TellerKeyed,
)
from domain.votes.box import Box
from domain.votes.slips import joint
from domain.votes.sums import opened

TELLERS = 3


@dataclass(slots=True)
class SecretBallot:
    """A ballot on screen as far as it has come. `id` is its own: that of the task, and which of
    the ballots held for it. `keys` and `shares` are by teller."""

    id: str
    opened: BallotOpened
    keys: dict[str, bytes] = field(default_factory=dict)
    sealed: BallotSealed | None = None
    shares: dict[str, ShareOpened] = field(default_factory=dict)
    closed: BallotClosed | None = None

    @property
    def keyed(self) -> bool:
        """Do all tellers hold a slip? Before that nobody can vote."""
        return len(self.keys) == TELLERS

    @property
    def shared(self) -> bool:
        """Have all tellers opened their part? Then the sums can be read."""
        return len(self.shares) == TELLERS

    @property
    def key(self) -> bytes:
        """The joint key, once every teller has theirs."""
        return joint(self.keys.values())

    def context(self, teller: str) -> str:
        """What a proof of this teller is for, and no other proof."""
        return f"{self.id}|{teller}"

    def counts(self) -> dict[str, int] | None:
        """The sums by choice; None where they cannot be what was cast."""
        if self.sealed is None or not self.shared:
            return None
        parts = [[bytes.fromhex(part) for part in s.parts] for s in self.shares.values()]
        cast = len(self.sealed.voted)
        counts = opened(bytes.fromhex(self.sealed.sums), parts, cast)
        if counts is None or sum(counts) != cast:
            return None
        return dict(zip(self.opened.choices, counts, strict=True))

    def note(self, fact: Fact) -> None:
        match fact:
            case TellerKeyed():
                self.keys[fact.by.person] = bytes.fromhex(fact.key)
            case BallotSealed():
                self.sealed = fact
            case ShareOpened():
                self.shares[fact.by.person] = fact
            case BallotClosed():
                self.closed = fact


def ballot_of(history: Sequence[Fact], task_id: str) -> SecretBallot | None:
    """The ballot that was last opened on screen for a task and not given up."""
    found, held = None, 0
    for fact in history:
        if getattr(fact, "task", "") != task_id:
            continue
        if isinstance(fact, BallotOpened):
            held += 1
            found = SecretBallot(f"{task_id}#{held}", fact)
        elif isinstance(fact, BallotVoided):
            found = None
        elif found is not None:
            found.note(fact)
    return found


def voted_in(ballot: SecretBallot, box: Box) -> tuple[str, ...]:
    """Who has voted: in the box while the ballot runs, in its closing ever after."""
    return ballot.closed.voted if ballot.closed else box.voted


def differing(one: Tally, other: Tally) -> list[str]:
    """Names of the figures two entries do not agree on."""
    return [name for name in Tally.__slots__ if getattr(one, name) != getattr(other, name)]


def first_entry(history: Sequence[Fact], task_id: str, actor: Actor) -> TallyEntered | None:
    """The last entry of this count made by somebody else."""
    entries = [f for f in history if isinstance(f, TallyEntered) and f.task == task_id]
    others = [e for e in entries if e.by.behind.isdisjoint(actor.behind)]
    return others[-1] if others else None
