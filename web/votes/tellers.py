"""The tellers of a secret ballot: a slip shown once, and later typed in to open the sums.

A slip is nobody's but the teller's: it stands on one answer that no browser keeps, in no address,
in no form that is kept, and nowhere in storage (docs/adr/0010).
"""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.votes.tellers import duty_of, open_share, take_slip
from domain.state.task import case_of
from web.cases.tasks import TaskId
from web.kit.forms import Secret
from web.kit.request import SignedInContext, go
from web.votes.ballots import PATH as BALLOT
from web.votes.ballots import address as ballot_address

router = APIRouter()
PATH = BALLOT + "/teller"


@router.get(PATH)
def show(ctx: SignedInContext, task_id: TaskId) -> Response:
    duty = duty_of(ctx.app, task_id, ctx.person)
    return ctx.page("votes/teller.html", b=duty, at=address(task_id), kept=ctx.kept())


@router.post(PATH + "/slip")
def slip(ctx: SignedInContext, task_id: TaskId, form: Secret) -> Response:
    """The slip itself, this once; loading the page again shows another one or a refusal."""
    duty = duty_of(ctx.app, task_id, ctx.person)
    letters = take_slip(ctx.app, form.act(case_of(task_id), ctx.person), task_id)
    return ctx.page("votes/slip.html", b=duty, at=address(task_id), letters=letters)


@router.post(PATH + "/open")
def open_(ctx: SignedInContext, task_id: TaskId, form: Secret) -> Response:
    duty_of(ctx.app, task_id, ctx.person)
    open_share(ctx.app, form.act(case_of(task_id), ctx.person), task_id, form.one("slip"))
    return go(address(task_id))


def address(task_id: str) -> str:
    return f"{ballot_address(task_id)}/teller"
