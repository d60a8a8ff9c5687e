"""What waits for nobody, for who can mend it: who looks after the directory, who works for a body
that runs cases."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from actions.watch.orphans import SHOWN, orphans, sight_of
from models.unit_of_work import reading
from web.kit.request import SignedInContext

router = APIRouter()


@router.get("/watch")
def show(ctx: SignedInContext) -> Response:
    """For who can mend nothing there is no such page."""
    sight = sight_of(ctx.app, ctx.viewer)
    if sight.care is None and sight.lead is None:
        raise HTTPException(404)
    with reading(ctx.app) as uow:
        lines = orphans(ctx.app, uow, sight)
        names = uow.directory.names({line.person for line in lines})
    return ctx.page(
        "watch/watch.html",
        led=[line for line in lines if line.handler],
        cared=[line for line in lines if not line.handler],
        sight=sight,
        most=SHOWN,
        names=names,
    )
