"""What can happen in a vote. Who voted how is in no fact and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from domain.directory.actors import Actor
from domain.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyEntered(Fact):
    """One of the two independent entries of a paper count; the second must be the same."""

    task: str
    tally: Tally
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotOpened(Fact):
    """A secret ballot on screen: who may vote (`members`, sorted) on which choices, and the three
    tellers whose slips together open its sums (none in ballots of before: they are void)."""

    task: str
    members: tuple[str, ...]
    choices: tuple[str, ...]
    by: Actor
    tellers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TellerKeyed(Fact):
    """A teller holds a slip. `key` is public; `proof` that its secret is known. Both hex."""

    task: str
    key: str
    proof: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSealed(Fact):
    """Nobody votes any more. Who has (sorted, so without order), and the encrypted sums (hex) that
    the tellers are to open. `early`: why before all had voted; `present`: who came."""

    task: str
    voted: tuple[str, ...]
    sums: str
    present: int
    by: Actor
    early: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOpened(Fact):
    """A teller's part in opening the sums, one for each choice, with the proof that it was made
    with the secret of their key. All hex. It opens these sums and nothing else."""

    task: str
    parts: tuple[str, ...]
    proof: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotVoided(Fact):
    """The ballot is given up before its sums could be read: a slip is lost, a teller is absent,
    a voter has stepped aside. It is held anew, on screen or on paper."""

    task: str
    reason: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotClosed(Fact):
    """Who voted (sorted, so without order) and the sums. `early`: why before all had voted;
    `recused`: who was called and stepped aside before the close, and is in no sum."""

    task: str
    voted: tuple[str, ...]
    tally: Tally
    by: Actor
    early: str = ""
    recused: tuple[str, ...] = ()
