"""A question inside its body, on its page: taken up, given, prepared for signing, passed on,
and given more time."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.holding.assign import assign, give_back
from actions.holding.extend import ask_extension, grant_extension, refuse_extension
from actions.holding.forward import forward
from actions.holding.prepare import prepare
from domain.errors import BadInput
from web.cases.tasks import PATH, TaskId, act_on, outcome_of
from web.kit.forms import Form, Posted
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


@router.post(PATH + "/ask-extension")
def ask_for_more(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    days, reason = _days(form), form.one("more-why")
    ask_extension(ctx.app, act, task_id=task_id, days=days, reason=reason)
    return go(address(task_id))


def _days(form: Form) -> int:
    typed = form.one("days")
    if not typed.isdecimal():
        raise BadInput(field="days", rule=BadInput.Rule.NOT_A_COUNT, value=typed)
    return int(typed)


@router.post(PATH + "/grant-extension")
def give_more(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    grant_extension(ctx.app, act, task_id=task_id, reason=form.one("said-why"))
    return go(address(task_id))


@router.post(PATH + "/refuse-extension")
def give_no_more(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    refuse_extension(ctx.app, act, task_id=task_id, reason=form.one("said-why"))
    return go(address(task_id))
