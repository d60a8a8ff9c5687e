"""What can happen in a vote. Who voted how is in no fact and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.directory.actors import Actor


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one vote. Who voted how is not here and nowhere else.

    `votes` holds (choice, count) where ballots name a person or a form; then `in_favour` is the
    count of the person the case is about, or of the form that has most.
    """

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    in_favour: int
    votes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TallyEntered:
    """One of the two independent entries of a paper count; the second must be the same."""

    task: str
    tally: Tally
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A secret ballot on screen: who may vote (`members`, sorted) on which choices."""

    task: str
    members: tuple[str, ...]
    choices: tuple[str, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """Who voted (sorted, so without order) and the sums. `early`: why before all had voted."""

    task: str
    voted: tuple[str, ...]
    tally: Tally
    by: Actor
    at: datetime
    early: str = ""
