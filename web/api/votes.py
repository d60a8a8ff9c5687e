"""Votes: a ballot on screen and its turnout, or a paper count entered by two people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from actions.votes import tellers, votes
from domain.errors import NotFound
from domain.facts.votes import Tally
from domain.state.task import case_of
from domain.votes.ballots import Count
from domain.votes.opening import BallotRequest
from domain.votes.rules import RULES, counted
from domain.votes.tellers import Sealing, Teller
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import Done, Id, Line, Shape, Words, done
from web.api.tasks.answers import PATH, TaskId

router = APIRouter(prefix=PATH + "/vote", tags=["votes"])
Few = Annotated[int, Field(ge=0, le=100_000)]


class Convening(Shape):
    """`members` are called; `tellers` count, three of at least two bodies; `names` are other people
    who stand on the ballot."""

    members: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    tellers: Annotated[list[Id], Field(min_length=1, max_length=10)]
    names: Annotated[tuple[Id, ...], Field(max_length=100)] = ()


class Ballot(Shape):
    choice: Line


class Turnout(Shape):
    """Who is called and who has voted; never what. `keyed`: tellers who hold their slip; `shared`:
    tellers who have opened their part once the voting has ended (`sealed`)."""

    members: list[str]
    voted: list[str]
    choices: list[str]
    tellers: list[str]
    keyed: list[str]
    sealed: bool
    shared: list[str]


class Slip(Shape):
    """A teller's slip: to be copied on paper at once, and never to be had again."""

    slip: Line


class Ending(Shape):
    """`present` is who came; `early` why the voting ends before all have voted."""

    present: Few = 0
    early: Words = ""


class Void(Shape):
    """Why the ballot is given up and held anew."""

    reason: Words


class Closing(Shape):
    reason: Words = ""
    confirmed: Words = ""


class Counting(Shape):
    """`votes` choice → ballots where ballots name people or forms; then `in_favour` is ignored."""

    summoned: Few
    present: Few
    issued: Few
    returned: Few
    valid: Few
    in_favour: Few
    votes: Annotated[dict[Line, Few] | None, Field(max_length=100)] = None
    reason: Words = ""
    confirmed: Words = ""


@router.post("/open")
def open_(caller: Doer, task_id: TaskId, key: Key, body: Convening) -> Done:
    act = caller.act(case_of(task_id), key)
    wish = BallotRequest(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        members=tuple(body.members),
        tellers=tuple(Teller(person) for person in body.tellers),
        names=tuple(body.names),
    )
    return done(votes.open_ballot(caller.app, wish, person=caller.person))


@router.post("/cast", status_code=204)
def cast(caller: Doer, task_id: TaskId, body: Ballot) -> None:
    _check_called(caller, task_id)
    votes.cast(caller.app, case_of(task_id), task_id, body.choice, person=caller.person)


@router.get("/turnout")
def turnout(caller: Reader, task_id: TaskId) -> Turnout:
    caller.check_sees(case_of(task_id))
    found = votes.turnout(caller.app, case_of(task_id), task_id)
    if found is None:
        raise NotFound(kind="ballot", id=task_id)
    return Turnout(
        members=list(found.opened.members),
        voted=list(found.voted),
        choices=list(found.opened.choices),
        tellers=list(found.opened.tellers),
        keyed=list(found.keyed),
        sealed=found.sealed,
        shared=list(found.shared),
    )


@router.post("/slip")
def slip(caller: Doer, task_id: TaskId, key: Key) -> Slip:
    tellers.duty_of(caller.app, task_id, caller.person)
    act = caller.act(case_of(task_id), key)
    return Slip(slip=tellers.take_slip(caller.app, act, task_id))


@router.post("/seal")
def seal(caller: Doer, task_id: TaskId, key: Key, body: Ending) -> Done:
    act = caller.act(case_of(task_id), key)
    wish = Sealing(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        present=body.present,
        early=body.early,
    )
    return done(tellers.seal_ballot(caller.app, wish, person=caller.person))


@router.post("/share", status_code=204)
def share(caller: Doer, task_id: TaskId, key: Key, body: Slip) -> None:
    tellers.duty_of(caller.app, task_id, caller.person)
    tellers.open_share(caller.app, caller.act(case_of(task_id), key), task_id, body.slip)


@router.post("/void")
def void(caller: Doer, task_id: TaskId, key: Key, body: Void) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(tellers.void_ballot(caller.app, act, task_id, body.reason))


@router.post("/close")
def close(caller: Doer, task_id: TaskId, key: Key, body: Closing) -> Done:
    return _counted(caller, task_id, key, body, None)


@router.post("/count")
def count(caller: Doer, task_id: TaskId, key: Key, body: Counting) -> Done:
    return _counted(caller, task_id, key, body, _tally(caller, task_id, body))


def _counted(
    caller: Caller, task_id: str, key: str, body: Closing | Counting, tally: Tally | None
) -> Done:
    """The counts become the answer: those entered, or without a `tally` those of the box."""
    act = caller.act(case_of(task_id), key)
    wish = Count(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        tally=tally,
        reason=body.reason,
        confirmed=body.confirmed,
    )
    return done(votes.count_votes(caller.app, wish, person=caller.person))


def _check_called(caller: Caller, task_id: str) -> None:
    """Members called may vote without seeing the case. Raises NotFound for anybody else."""
    running = votes.turnout(caller.app, case_of(task_id), task_id)
    if running is None or caller.person not in running.opened.members:
        caller.check_sees(case_of(task_id))


def _tally(caller: Caller, task_id: str, body: Counting) -> Tally:
    """Raises NotFound for a step without a vote."""
    plain = Tally(
        summoned=body.summoned,
        present=body.present,
        issued=body.issued,
        returned=body.returned,
        valid=body.valid,
        in_favour=body.in_favour,
    )
    if not body.votes:
        return plain

    with reading(caller.app) as uow:
        case = uow.cases.get(case_of(task_id))
        task = case.find_task(task_id)
        if task is None:
            raise NotFound(kind="task", id=task_id)
        rule = caller.app.law(uow, case).procedure.step(task.step).vote
        subject = case.subject
    if rule is None:
        raise NotFound(kind="ballot", id=task_id)
    return counted(RULES[rule], plain, body.votes, subject)
