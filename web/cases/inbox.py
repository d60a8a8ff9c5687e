"""The desk of an official: four lists with counts, a filter that is remembered."""

from __future__ import annotations

import json
from dataclasses import replace

from fastapi import APIRouter
from fastapi.responses import Response

from actions.told.sent_back import why_again
from models.cases.worklist_rows import Tab
from models.cases.worklists import (
    Line,
    Wanted,
    count,
    lines,
)
from models.unit_of_work import UnitOfWork, reading, transaction
from web.directory.away import away_from
from web.kit.forms import Posted
from web.kit.request import PageNumber, RequestContext, SignedInContext, go

router = APIRouter()
PER_PAGE = 50
FILTERS = ("words", "procedure", "late")


@router.get("/inbox")
def inbox(
    ctx: SignedInContext, tab: Tab = Tab.WAITING, page: PageNumber = 1, whole: bool = False
) -> Response:
    """`whole`: also questions to one's body that others work on now."""
    chosen = chosen_filter(ctx)
    wanted = Wanted(
        tab,
        chosen["words"],
        chosen["procedure"],
        ctx.app.today() if chosen["late"] else None,
        mine=not whole,
        limit=PER_PAGE + 1,
        offset=PER_PAGE * (max(1, page) - 1),
    )
    visibility = ctx.viewer.visibility

    with reading(ctx.app) as uow:
        counts = {one: count(uow.connection, visibility, replace(wanted, tab=one)) for one in Tab}
        found = lines(uow.connection, visibility, wanted)
        titles = _titles(ctx, uow, found)
        why = why_again(uow, [line.task for line in found]) if tab == Tab.WAITING else {}
        working = {who for line in found for who in (line.holder, line.prepared_by)}
        back = {back["person"] for b in why.values() for back in b}
        names = uow.directory.names(back | working)
        of_body = count(uow.connection, visibility, replace(wanted, tab=Tab.WAITING, mine=False))
    away, people = away_from(ctx, {line.agency for line in found if line.agency})
    return ctx.page(
        "cases/inbox.html",
        tab=tab,
        lines=found[:PER_PAGE],
        counts=counts,
        of_body=of_body,
        whole=whole,
        titles=titles,
        chosen=chosen,
        page=page,
        away=away,
        why=why,
        names=names,
        people=people,
        more=len(found) > PER_PAGE,
        procedures=tuple(ctx.app.catalogue.kinds),
    )


@router.post("/inbox/filter")
def filter_(ctx: SignedInContext, form: Posted) -> Response:
    """Kept for this person until they change it."""
    chosen = {name: form.one(name) for name in FILTERS if form.one(name)}
    value = "" if form.one("clear") else json.dumps(chosen, ensure_ascii=False)
    transaction(ctx.app.engine, lambda uow: uow.accounts.prefer(ctx.person, "inbox", value))
    return go(form.page)


def chosen_filter(ctx: RequestContext) -> dict[str, str]:
    with reading(ctx.app) as uow:
        saved = uow.accounts.preference(ctx.person, "inbox")
    chosen: dict[str, str] = json.loads(saved) if saved else {}
    return {name: chosen.get(name, "") for name in FILTERS}


def _titles(ctx: RequestContext, uow: UnitOfWork, found: tuple[Line, ...]) -> dict[str, str]:
    """Case → title of the step it is at, by the text of the law fixed on it."""
    titles: dict[str, str] = {}
    for line in found:
        step = ctx.app.procedure(uow, line.law_digest).step(line.step)
        titles[line.case] = ctx.title_of(step)
    return titles
