"""What the history of a case says about its votes: opened, closed, entered, and by whom."""

from __future__ import annotations

from collections.abc import Sequence

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.facts.votes import BallotClosed, BallotOpened, Tally, TallyEntered
from domain.votes.box import Box


def differing(one: Tally, other: Tally) -> list[str]:
    """Names of the figures two entries do not agree on."""
    return [name for name in Tally.__slots__ if getattr(one, name) != getattr(other, name)]


def opened_of(history: Sequence[Fact], task_id: str) -> BallotOpened | None:
    found = [f for f in history if isinstance(f, BallotOpened) and f.task == task_id]
    return found[-1] if found else None


def voted_in(history: Sequence[Fact], task_id: str, box: Box) -> tuple[str, ...]:
    """Who has voted: in the box while the ballot runs, in its closing ever after."""
    closed = [f for f in history if isinstance(f, BallotClosed) and f.task == task_id]
    return closed[-1].voted if closed else box.voted


def first_entry(history: Sequence[Fact], task_id: str, actor: Actor) -> TallyEntered | None:
    """The last entry of this count made by somebody else."""
    entries = [f for f in history if isinstance(f, TallyEntered) and f.task == task_id]
    others = [e for e in entries if _behind(e.by).isdisjoint(_behind(actor))]
    return others[-1] if others else None


def _behind(actor: Actor) -> set[str]:
    return {actor.person, actor.on_behalf_of} - {""}
