"""A question inside its body: taken up, given, prepared for signing, passed on, given more time."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from actions.holding.assign import assign, give_back
from actions.holding.extend import ask_extension, grant_extension, refuse_extension
from actions.holding.forward import forward
from actions.holding.prepare import prepare
from domain.holding.extend import MOST_DAYS
from domain.state.task import case_of
from web.api.caller import Doer, Key
from web.api.shapes import Done, Id, Line, Shape, Words, done
from web.api.tasks.answers import PATH, Answer, TaskId

router = APIRouter(tags=["tasks"])


class Assigning(Shape):
    """`holder` is a person's id; one's own: take it up. From who holds it, only with a reason."""

    holder: Id
    reason: Words = ""


class GivingBack(Shape):
    reason: Words = ""


class Forwarding(Shape):
    """`agency` is asked instead; `document` is what the reason rests on, by number and date."""

    agency: Id
    reason: Words
    document: Line


class AskingMore(Shape):
    """`days` more, in the unit of the deadline."""

    days: int = Field(ge=1, le=MOST_DAYS)
    reason: Words


class AnsweringMore(Shape):
    reason: Words


@router.post(PATH + "/assign")
def give(caller: Doer, task_id: TaskId, key: Key, body: Assigning) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(assign(caller.app, act, task_id=task_id, to=body.holder, reason=body.reason))


@router.post(PATH + "/give-back")
def leave(caller: Doer, task_id: TaskId, key: Key, body: GivingBack) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(give_back(caller.app, act, task_id=task_id, reason=body.reason))


@router.post(PATH + "/prepare")
def put_before(caller: Doer, task_id: TaskId, key: Key, body: Answer) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(
        prepare(
            caller.app,
            act,
            task_id=task_id,
            outcome=body.outcome,
            reason=body.reason,
            read=body.read,
        )
    )


@router.post(PATH + "/forward")
def pass_on(caller: Doer, task_id: TaskId, key: Key, body: Forwarding) -> Done:
    act = caller.act(case_of(task_id), key)
    said = {"agency": body.agency, "reason": body.reason, "document": body.document}
    return done(forward(caller.app, act, task_id=task_id, **said))


@router.post(PATH + "/ask-extension")
def ask_for_more(caller: Doer, task_id: TaskId, key: Key, body: AskingMore) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(ask_extension(caller.app, act, task_id=task_id, days=body.days, reason=body.reason))


@router.post(PATH + "/grant-extension")
def give_more(caller: Doer, task_id: TaskId, key: Key, body: AnsweringMore) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(grant_extension(caller.app, act, task_id=task_id, reason=body.reason))


@router.post(PATH + "/refuse-extension")
def give_no_more(caller: Doer, task_id: TaskId, key: Key, body: AnsweringMore) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(refuse_extension(caller.app, act, task_id=task_id, reason=body.reason))
