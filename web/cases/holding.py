"""A question inside its body, on its page: taken up, given, prepared for signing, passed on."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.holding.assign import assign, give_back
from actions.holding.forward import forward
from actions.holding.prepare import prepare
from web.cases.tasks import PATH, TaskId, act_on, outcome_of
from web.kit.forms import Posted
from web.kit.pages import task_address as address
from web.kit.request import SignedInContext, go

router = APIRouter()


@router.post(PATH + "/assign")
def give(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    assign(ctx.app, act, task_id=task_id, to=form.one("holder"), reason=form.one("give-why"))
    return go(address(task_id))


@router.post(PATH + "/give-back")
def leave(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    give_back(ctx.app, act, task_id=task_id, reason=form.one("back-why"))
    return go(address(task_id))


@router.post(PATH + "/prepare")
def put_before(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    said = {"reason": form.one("reason"), "read": form.one("read")}
    prepare(ctx.app, act, task_id=task_id, outcome=outcome_of(form), **said)
    return go(address(task_id))


@router.post(PATH + "/forward")
def pass_on(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    said = {"reason": form.one("on-why"), "document": form.one("on-document")}
    forward(ctx.app, act, task_id=task_id, agency=form.one("agency"), **said)
    return go(address(task_id))
