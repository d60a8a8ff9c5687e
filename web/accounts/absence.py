"""A person says that they are away, or that they are back sooner: on their own page."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from actions.directory.directory import end, enter_absence
from domain.directory.absences import Absence
from models.unit_of_work import reading
from web.kit.forms import Posted
from web.kit.request import SignedInContext, go

router = APIRouter()
PAGE, ONE_DAY = "/account/absence", timedelta(days=1)


@router.get(PAGE)
def show(ctx: SignedInContext) -> Response:
    with reading(ctx.app) as uow:
        found = uow.spans.absences_of(ctx.person)
    return ctx.page("accounts/absence.html", absences=found, kept=ctx.kept())


@router.post(PAGE)
def begins(ctx: SignedInContext, form: Posted) -> Response:
    until = form.day("last_day") + ONE_DAY
    absence = Absence(ctx.person, form.day("first_day"), until, "")
    enter_absence(ctx.app, form.entry(ctx.person), absence)
    return go(PAGE)


@router.post(f"{PAGE}/end")
def ends(ctx: SignedInContext, form: Posted) -> Response:
    key = {"person": ctx.person, "first_day": form.day("since")}
    end(ctx.app, form.entry(ctx.person), Absence, form.day("last_day"), **key)
    return go(PAGE)
