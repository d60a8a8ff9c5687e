"""One task: its question, and every way of answering or undoing an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Path, Request, UploadFile

from actions.cases.offers import may_recall, returns_to
from actions.cases.recall import recall
from actions.cases.record_reply import record_reply
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.sign_off import sign_off, why_not
from actions.cases.take_out import take_out
from domain.cases.sign_off import SignOff
from domain.errors import NotFound
from domain.facts.answers import PaperReply
from domain.law.options import Option, Outcome
from domain.state.task import case_of
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.readiness import MissingThing, missing_things
from web.api.shapes import (
    CaseId,
    Day,
    Done,
    Hash,
    Id,
    Line,
    Name,
    Shape,
    TaskShape,
    Words,
    done,
    sent,
    task_shape,
)

router = APIRouter(tags=["tasks"])
PATH = "/cases/{case}/tasks/{step}/{round}/{role}"


class Question(Shape):
    """`refusal` is the code of why this person may not answer; null where they may.

    `missing` is told for a step that issues, for a decision dated today. `drafts` maps paper →
    hash: what an answer says it has read; `pages` paper → hash of the pages it prints on (see
    `/drafts`), empty where they are not known: what an answer says it has seen. `returns_to` are
    steps to which the case may be sent back, `may_recall`: this person may take the answer back.
    """

    task: TaskShape
    title: str
    options: list[Option]
    drafts: dict[str, str]
    pages: dict[str, str]
    returns_to: list[str]
    may_recall: bool
    refusal: str | None
    missing: list[MissingThing]


class Answer(Shape):
    """`read` is the whole hash of the text the answer is about, where there is one, `pages` that of
    the pages it prints on, where they are known."""

    outcome: Outcome
    reason: Words = ""
    read: Hash = ""
    pages: Hash = ""


class Issuing(Shape):
    """`confirmed`: the reason for going on where software asked for one (409 gate_unsure), and
    `document` the paper that reason rests on, by number and date."""

    outcome: Outcome = Outcome.ISSUE
    dated: Day
    read: Hash
    pages: Hash = ""
    confirmed: Words = ""
    document: Words = ""


class Returning(Shape):
    to_step: Id
    reason: Words


class Recalling(Shape):
    reason: Words


class Silence(Shape):
    """`proof` names the request that was sent and how it is known that it arrived."""

    proof: Words


class TakingOut(Shape):
    """`document` is the paper the reason rests on, by number and date."""

    reason: Words
    document: Line


def _task_id(
    case: CaseId, step: Name, round: Annotated[int, Path(ge=1, le=9999)], role: Name
) -> str:
    return f"{case}/{step}/{round}/{role}"


TaskId = Annotated[str, Depends(_task_id)]


@router.get(PATH)
def show(request: Request, caller: Reader, task_id: TaskId) -> Question:
    case = caller.reads(case_of(task_id))
    task = case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)

    with reading(caller.app) as uow:
        refused = why_not(caller.app, uow, case, task_id, person=caller.person)
        step = caller.app.law(uow, case).procedure.step(task.step)
        return Question(
            task=task_shape(task),
            title=step.title,
            options=list(step.options.options),
            drafts=dict(case.drafts),
            pages={paper: case.printed(text) for paper, text in case.drafts},
            returns_to=list(returns_to(caller.app, uow, case)),
            may_recall=may_recall(caller.app, uow, task_id, person=caller.person),
            refusal=refused.code if refused else None,
            missing=missing_things(request, caller, step, task),
        )


@router.post(PATH + "/answer")
def answer(caller: Doer, task_id: TaskId, key: Key, body: Answer) -> Done:
    wish = _wish(caller, task_id, key, body, reason=body.reason)
    return done(sign_off(caller.app, wish, person=caller.person))


@router.post(PATH + "/issue")
def issue(caller: Doer, task_id: TaskId, key: Key, body: Issuing) -> Done:
    wish = _wish(caller, task_id, key, body)
    receipt = sign_off(
        caller.app,
        wish,
        person=caller.person,
        dated=body.dated,
        confirmed=body.confirmed,
        document=body.document,
    )
    return done(receipt)


@router.post(PATH + "/return")
def send_back(caller: Doer, task_id: TaskId, key: Key, body: Returning) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(
        return_case(caller.app, act, task_id=task_id, to_step=body.to_step, reason=body.reason)
    )


@router.post(PATH + "/recall")
def take_back(caller: Doer, task_id: TaskId, key: Key, body: Recalling) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(recall(caller.app, act, task_id=task_id, reason=body.reason))


@router.post(PATH + "/silence")
def silence(caller: Doer, task_id: TaskId, key: Key, body: Silence) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(record_silence(caller.app, act, task_id=task_id, proof=body.proof))


@router.post(PATH + "/take-out")
def no_longer_ask(caller: Doer, task_id: TaskId, key: Key, body: TakingOut) -> Done:
    act = caller.act(case_of(task_id), key)
    said = {"reason": body.reason, "document": body.document}
    return done(take_out(caller.app, act, task_id=task_id, **said))


@router.post(PATH + "/reply")
def reply(
    caller: Doer,
    task_id: TaskId,
    key: Key,
    scan: Annotated[UploadFile, File()],
    outcome: Annotated[Outcome, Form()],
    number: Annotated[Line, Form()],
    dated: Annotated[Day, Form()],
    received: Annotated[Day, Form()],
    reason: Annotated[Words, Form()] = "",
    not_secret: Annotated[bool, Form()] = False,
) -> Done:
    act = caller.act(case_of(task_id), key)
    paper = PaperReply(number=number, dated=dated, received=received, scan="")
    wish = SignOff(
        act_id=act.act_id, case_id=act.case_id, task_id=task_id, outcome=outcome, reason=reason
    )
    file = sent(scan, not_secret=not_secret)
    return done(record_reply(caller.app, wish, paper, file, person=caller.person))


def _wish(
    caller: Caller, task_id: str, key: str, body: Answer | Issuing, *, reason: str = ""
) -> SignOff:
    act = caller.act(case_of(task_id), key)
    return SignOff(
        act_id=act.act_id,
        case_id=act.case_id,
        task_id=task_id,
        outcome=body.outcome,
        reason=reason,
        read=body.read,
        pages=body.pages,
    )
