"""How votes are held in the pure world: boxes in memory, slips kept by tellers, chance by hash."""

from __future__ import annotations

import hashlib

from domain.cases.attempt import Attempt
from domain.facts.fact import Fact
from domain.votes.ballots import (
    BallotInput,
    check_can_cast,
    decide_close,
    decide_count,
    place_of,
)
from domain.votes.box import Box
from domain.votes.history import ballot_of
from domain.votes.opening import decide_open
from domain.votes.slips import OCTETS, slip_of
from domain.votes.sums import Chance, nothing
from domain.votes.tellers import (
    decide_key,
    decide_seal,
    decide_share,
    decide_void,
    running_ballot,
)
from tests.search.world import Act, Do, World


def chance_of(act: Act) -> Chance:
    """Octets that are the same whenever the same act is replayed."""
    drawn = iter(range(10_000))

    def chance(octets: int) -> bytes:
        seed = f"{act}|{next(drawn)}".encode()
        return hashlib.shake_256(seed).digest(octets)

    return chance


def open_ballot(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    opened = decide_open(attempt, act.said["wish"], world.history)
    world.boxes[opened.task] = Box((), nothing(len(opened.choices)))
    return [opened]


def take_slip(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    task = act.said["task"]
    ballot = running_ballot(attempt.case, world.history, task)
    slip = slip_of(chance_of(act)(OCTETS))
    facts = decide_key(attempt, ballot, world.boxes[task], slip)
    world.slips[task, attempt.actor.person] = slip
    return facts


def cast(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    """The one act without a fact."""
    task, person = act.said["task"], attempt.actor.person
    box = world.boxes.get(task, Box())
    ballot = check_can_cast(attempt.case, ballot_of(world.history, task), box, person)
    place = place_of(ballot.opened, act.said["choice"])
    world.boxes[task] = box.with_vote(person, place, ballot.key, chance_of(act))
    return []


def seal(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    wish = act.said["wish"]
    ballot = running_ballot(attempt.case, world.history, wish.task_id)
    return decide_seal(attempt, ballot, world.boxes[wish.task_id], wish)


def share(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    task = act.said["task"]
    ballot = running_ballot(attempt.case, world.history, task)
    slip = world.slips.get((task, attempt.actor.person), act.said["slip"])
    return decide_share(attempt, ballot, slip)


def void(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    task = act.said["task"]
    ballot = running_ballot(attempt.case, world.history, task)
    facts = decide_void(attempt, ballot, world.boxes[task], act.said["reason"])
    world.boxes[task] = Box()
    return facts


def close(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    known = BallotInput(world.subject, tuple(world.history))
    return decide_close(attempt, act.said["count"], known)


def count(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    known, wish = BallotInput(world.subject, tuple(world.history)), act.said["count"]
    return decide_count(attempt, wish, wish.tally, known)


VOTING: dict[str, Do] = {
    act.__name__: act for act in (open_ballot, take_slip, cast, seal, share, void, close, count)
}
