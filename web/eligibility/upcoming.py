"""What falls due soon: terms, acting heads, disciplines, vacancies. It starts nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from actions.eligibility.upcoming import radar_on
from web.kit.request import SignedInContext
from web.law import chosen_day

router = APIRouter()


@router.get("/radar")
def show(ctx: SignedInContext, on: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Only for who may watch (actions/viewer.py); for everybody else there is no such page."""
    if not ctx.viewer.watches:
        raise HTTPException(404)
    day, message = chosen_day(ctx, on, ctx.app.today())
    blips, names = radar_on(ctx.app, day)
    return ctx.page(
        "eligibility/upcoming.html",
        day_=day,
        on=on,
        message=message,
        blips=blips,
        names=names,
        watches=[watch for watch in ctx.app.catalogue.watches if watch.covers(day)],
    )
