"""The three tellers of a ballot on screen: who may be one, their slips, sealing, opening, void."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.sign_off import open_task
from domain.errors import BadInput, BallotNotOpen, NoQuorum, NotYourTask, ReasonMissing
from domain.facts.fact import Fact
from domain.facts.votes import BallotOpened, BallotSealed, BallotVoided, ShareOpened, TellerKeyed
from domain.hearing.council import meeting_fault
from domain.state.case import Case
from domain.votes.arithmetic import has_quorum
from domain.votes.box import Box
from domain.votes.history import TELLERS, SecretBallot, ballot_of
from domain.votes.slips import key_of, parts_of, proof, secret_of
from domain.votes.sums import firsts
from domain.votes.table import ballot_task, check_counts_here

LEAST = 2  # a sum of one ballot is that person's choice


@dataclass(frozen=True, slots=True)
class Teller:
    """Somebody proposed as a teller, and where they have seats that day."""

    person: str
    bodies: frozenset[str] = frozenset()
    administers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """The end of voting. `present`: who came; `early`: why before all have voted."""

    act_id: str
    case_id: str
    task_id: str
    present: int = 0
    early: str = ""


def check_tellers(tellers: Sequence[Teller], apart: Collection[str]) -> None:
    """Three people of at least two bodies, none of `apart` (on the ballot, concerned, stepped
    aside), none who administers the system. Raises BadInput."""
    people = sorted({teller.person for teller in tellers})
    if len(people) != TELLERS:
        raise BadInput(field="tellers", rule=BadInput.Rule.THREE_TELLERS, value=len(people))
    barred = [t.person for t in tellers if t.person in apart or t.administers or not t.bodies]
    if barred:
        raise BadInput(field="tellers", rule=BadInput.Rule.TELLER_BARRED, value=sorted(barred))
    if frozenset.intersection(*(teller.bodies for teller in tellers)):
        raise BadInput(field="tellers", rule=BadInput.Rule.ONE_BODY, value=people)


def still_called(opened: BallotOpened, case: Case) -> tuple[str, ...]:
    """The members who have not stepped aside since."""
    return tuple(member for member in opened.members if member not in case.recused)


def is_spoilt(case: Case, voted: Collection[str]) -> bool:
    """Has somebody who has since stepped aside a ballot in the box? Nobody can take it out."""
    return not set(voted).isdisjoint(case.recused)


def decide_key(attempt: Attempt, ballot: SecretBallot, box: Box, slip: str) -> list[Fact]:
    """A teller takes a slip, or another one as long as nobody has voted. Raises BallotNotOpen."""
    _check_teller(attempt, ballot)
    if box.voted or ballot.sealed is not None:
        raise BallotNotOpen(task=ballot.opened.task, rule=BallotNotOpen.Rule.KEY_FIXED)
    secret = secret_of(slip, ballot.id)
    proven = proof(secret, (), ballot.context(attempt.actor.person))
    return [
        TellerKeyed(
            task=ballot.opened.task,
            key=key_of(secret).hex(),
            proof=proven.hex(),
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def decide_seal(attempt: Attempt, ballot: SecretBallot, box: Box, wish: Sealing) -> list[Fact]:
    """Nobody votes any more: the sums as they lie in the box are what will be opened.

    Raises BadInput while members have not voted and no reason is given, NoQuorum, GateNotPassed
    for a council that is not complete, BallotNotOpen for a ballot whose sums would show the choice
    of one person, or hold that of somebody who has stepped aside: whatever cannot be counted is not
    opened either.
    """
    task, step, rule = ballot_task(attempt, wish.task_id)
    check_counts_here(attempt, task)
    if ballot.sealed is not None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.SEALED)
    if is_spoilt(attempt.case, box.voted):
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.RECUSED_VOTED)
    called, present = still_called(ballot.opened, attempt.case), max(wish.present, len(box.voted))
    waiting = len(called) - len(box.voted)
    if waiting and not wish.early.strip():
        raise BadInput(field="early", rule=BadInput.Rule.NOT_ALL_VOTED, value=waiting)
    if present > len(called):
        raise BadInput(field="present", rule=BadInput.Rule.MORE_THAN_CALLED, value=present)
    if rule.quorum and not has_quorum(len(called), present):
        raise NoQuorum(present=present, summoned=len(called))
    if fault := meeting_fault(
        attempt.law, attempt.case, step, summoned=len(called), present=present
    ):
        raise fault
    if len(box.voted) < LEAST:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.TOO_FEW)
    return [
        BallotSealed(
            task=task.id,
            voted=box.voted,
            sums=box.sums.hex(),
            present=present,
            early=wish.early.strip(),
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def decide_share(attempt: Attempt, ballot: SecretBallot, slip: str) -> list[Fact]:
    """A teller opens their part of the sums with their slip, which is forgotten at once.

    Raises BadInput for a slip that is not theirs, BallotNotOpen before the voting has ended.
    """
    _check_teller(attempt, ballot)
    teller, task = attempt.actor.person, ballot.opened.task
    if ballot.sealed is None:
        raise BallotNotOpen(task=task, rule=BallotNotOpen.Rule.NOT_SEALED)
    if teller in ballot.shares:
        raise BallotNotOpen(task=task, rule=BallotNotOpen.Rule.SHARE_GIVEN)
    secret = secret_of(slip, ballot.id)
    if key_of(secret) != ballot.keys[teller]:
        raise BadInput(field="slip", rule=BadInput.Rule.WRONG_SLIP, value="")
    points = firsts(bytes.fromhex(ballot.sealed.sums))
    return [
        ShareOpened(
            task=task,
            parts=tuple(part.hex() for part in parts_of(secret, points)),
            proof=proof(secret, points, ballot.context(teller)).hex(),
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def decide_void(attempt: Attempt, ballot: SecretBallot, box: Box, reason: str) -> list[Fact]:
    """Give the ballot up, to hold it anew. Raises BallotNotOpen once its sums can be read: nobody
    votes again because of a result, but where it can never count. Raises ReasonMissing.
    """
    task = ballot.opened.task
    check_counts_here(attempt, open_task(attempt.case, task))
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.BALLOT)
    lost = is_spoilt(attempt.case, box.voted) or _never_counts(attempt, ballot)
    if ballot.counts() is not None and not lost:
        raise BallotNotOpen(task=task, rule=BallotNotOpen.Rule.READABLE)
    return [BallotVoided(task=task, reason=reason.strip(), by=attempt.actor, at=attempt.at)]


def _never_counts(attempt: Attempt, ballot: SecretBallot) -> bool:
    """Has a member of a council stepped aside since, so that it is no longer complete?"""
    sealed, case = ballot.sealed, attempt.case
    task = open_task(case, ballot.opened.task)
    step = attempt.law.procedure.step(task.step)
    called = len(still_called(ballot.opened, case))
    present = sealed.present if sealed else called
    return meeting_fault(attempt.law, case, step, summoned=called, present=present) is not None


def running_ballot(case: Case, history: Sequence[Fact], task_id: str) -> SecretBallot:
    """The ballot on screen of an open task. Raises TaskClosed, BallotNotOpen."""
    ballot = ballot_of(history, open_task(case, task_id).id)
    if ballot is None:
        raise BallotNotOpen(task=task_id, rule=BallotNotOpen.Rule.NOT_OPEN)
    return ballot


def _check_teller(attempt: Attempt, ballot: SecretBallot) -> None:
    """Raises NotYourTask, ConflictOfInterest."""
    check_not_barred(attempt)
    if attempt.actor.person not in ballot.opened.tellers:
        raise NotYourTask(
            rule=NotYourTask.Rule.TELLER, task=ballot.opened.task, has=attempt.actor.person
        )
