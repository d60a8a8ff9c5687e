"""The law a case goes by, and what would become of it by the text in force on another day."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.migrate_case import migrate_case, other_law, why_no_migration
from domain.calendar.dates import parse_day
from domain.errors import CaseworkError
from web.cases.case_page import open_case_page
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PATH = "/cases/{case}/law"


@router.get(PATH)
def show(ctx: SignedInContext, case: str, on: str = "") -> Response:
    """Step by step: what was answered and stands, what would be asked."""
    page = open_case_page(ctx, case)
    day, refusal = ctx.app.today(), ""
    plan = None
    try:
        day = parse_day(on, field="on") if on else day
        plan = other_law(ctx.app, case, day).plan
        refusal = _refused(ctx, case, day)
    except CaseworkError as refused:
        refusal = ctx.refusal(refused)
    return ctx.page(
        "cases/migrate.html",
        p=page,
        tab="content",
        day=day,
        plan=plan,
        refusal=refusal,
        kept=ctx.kept(),
    )


@router.post(PATH)
def migrate(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    migrate_case(
        ctx.app,
        form.act(case, ctx.person),
        day=form.day("on"),
        reason=form.one("reason"),
        document=form.one("document"),
    )
    return go(f"/cases/{case}")


def _refused(ctx: RequestContext, case: str, day: date) -> str:
    refused = why_no_migration(ctx.app, case, day, person=ctx.person)
    return ctx.refusal(refused) if refused else ""
