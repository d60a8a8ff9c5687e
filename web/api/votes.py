"""Votes: a ballot on screen and its turnout, or a paper count entered by two people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from actions.votes import votes
from domain.errors import NotFound
from domain.facts.votes import Tally
from domain.votes.ballots import BallotRequest, Count
from domain.votes.rules import RULES, counted
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import Done, Id, Line, Shape, Words, done
from web.api.tasks import PATH, TaskId

router = APIRouter(prefix=PATH + "/vote", tags=["votes"])
Few = Annotated[int, Field(ge=0, le=100_000)]


class Convening(Shape):
    """`members` are called; `names` other people who stand on the ballot."""

    members: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    names: Annotated[tuple[Id, ...], Field(max_length=100)] = ()


class Ballot(Shape):
    choice: Line


class Turnout(Shape):
    """Who is called and who has voted; never what."""

    members: list[str]
    voted: list[str]
    choices: list[str]


class Closing(Shape):
    """`present` is who came; `early` why it closes before all have voted."""

    present: Few = 0
    early: Words = ""
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
    """Mở cuộc bỏ phiếu kín trên hệ thống."""
    act = caller.act(_case(task_id), key)
    wish = BallotRequest(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        members=tuple(body.members),
        names=tuple(body.names),
    )
    return done(votes.open_ballot(caller.app, wish, person=caller.person))


@router.post("/cast", status_code=204)
def cast(caller: Doer, task_id: TaskId, body: Ballot) -> None:
    """Bỏ một phiếu. Không có mã việc: gửi lại thì được trả lời là đã bỏ phiếu."""
    _check_called(caller, task_id)
    votes.cast(caller.app, _case(task_id), task_id, body.choice, person=caller.person)


@router.get("/turnout")
def turnout(caller: Reader, task_id: TaskId) -> Turnout:
    """Ai được triệu tập, ai đã bỏ phiếu."""
    caller.check_sees(_case(task_id))
    found = votes.turnout(caller.app, _case(task_id), task_id)
    if found is None:
        raise NotFound(kind="ballot", id=task_id)
    return Turnout(
        members=list(found.opened.members),
        voted=list(found.voted),
        choices=list(found.opened.choices),
    )


@router.post("/close")
def close(caller: Doer, task_id: TaskId, key: Key, body: Closing) -> Done:
    """Khép cuộc bỏ phiếu: tổng số phiếu trở thành kết quả của bước."""
    act = caller.act(_case(task_id), key)
    wish = Count(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        tally=None,
        present=body.present,
        reason=body.reason,
        early=body.early,
        confirmed=body.confirmed,
    )
    return done(votes.count_votes(caller.app, wish, person=caller.person))


@router.post("/count")
def count(caller: Doer, task_id: TaskId, key: Key, body: Counting) -> Done:
    """Nhập biên bản kiểm phiếu giấy; hai người nhập độc lập, trùng khớp mới có kết quả."""
    act = caller.act(_case(task_id), key)
    wish = Count(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        tally=_tally(caller, task_id, body),
        reason=body.reason,
        confirmed=body.confirmed,
    )
    return done(votes.count_votes(caller.app, wish, person=caller.person))


def _check_called(caller: Caller, task_id: str) -> None:
    """Members called may vote without seeing the case. Raises NotFound for anybody else."""
    running = votes.turnout(caller.app, _case(task_id), task_id)
    if running is None or caller.person not in running.opened.members:
        caller.check_sees(_case(task_id))


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
        case = uow.cases.get(_case(task_id))
        task = case.find_task(task_id)
        if task is None:
            raise NotFound(kind="task", id=task_id)
        rule = caller.app.law(uow, case).procedure.step(task.step).vote
        subject = case.subject
    if rule is None:
        raise NotFound(kind="ballot", id=task_id)
    return counted(RULES[rule], plain, body.votes, subject)


def _case(task_id: str) -> str:
    return task_id.partition("/")[0]
