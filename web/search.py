"""One box over cases, people, papers, opinions and law; and the cases a person keeps at hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from actions.search.search import (
    FoundLaw,
    FoundOpinion,
    Hits,
    LawKind,
    Section,
    paper_title,
    search,
    sections_for,
)
from models.unit_of_work import UnitOfWork, reading, transaction
from web.kit.forms import Posted
from web.kit.request import PageNumber, RequestContext, SignedInContext, go

router = APIRouter()
AT_HAND = 10
PLACES = {
    LawKind.INSTRUMENT: "/law/instruments#{id}",
    LawKind.PROCEDURE: "/law/{id}",
    LawKind.RULE: "/law/rules#{id}",
    LawKind.AGENCY: "/agencies/{id}",
}


@router.get("/search")
def search_(
    ctx: SignedInContext, words: str = "", section: Section | None = None, page: PageNumber = 1
) -> Response:
    """The first few of each section, or one section page by page. What one may not see is not
    found, as if it were not there."""
    mine = sections_for(ctx.viewer)
    chosen = section if section in mine else None
    found = search(
        ctx.app,
        ctx.viewer,
        words[:200],
        (chosen,) if chosen else mine,
        max(1, page) if chosen else 0,
    )
    with reading(ctx.app) as uow:
        pinned, recent = at_hand(uow, ctx) if not words else ((), ())
        titles = _titles(ctx, uow, found)
    return ctx.page(
        "search/search.html",
        words_=words,
        sections=mine,
        chosen=chosen,
        hits=found,
        page=max(1, page),
        titles=titles,
        paper_named=lambda paper: paper_title(ctx.app, paper),
        place_of=place_of,
        pinned=pinned,
        recent=recent,
    )


@router.post("/cases/{case}/pin")
def pin(ctx: SignedInContext, case: str, form: Posted) -> Response:
    """Keep a case at hand, or no longer."""
    ctx.check_sees(case)
    at = ctx.app.clock() if form.one("pin") else None
    transaction(ctx.app.engine, lambda uow: uow.marks.pin(ctx.person, case, at))
    return go(f"/cases/{case}")


def at_hand(uow: UnitOfWork, ctx: RequestContext) -> tuple[Any, Any]:
    """Cases this person pinned, and others they looked at last, as far as they may see them now."""
    sight = ctx.viewer.visibility
    pinned = uow.marks.pinned(sight, AT_HAND)
    known = {line.id for line in pinned}
    recent = uow.marks.recent(sight, 2 * AT_HAND)
    return pinned, tuple(line for line in recent if line.id not in known)[:AT_HAND]


def place_of(found: FoundLaw) -> str:
    return PLACES[found.kind].format(id=found.id)


def _titles(ctx: RequestContext, uow: UnitOfWork, found: Iterable[Hits]) -> dict[str, str]:
    """Task of an opinion → the title of its step, by the law of its case."""
    opinions = [one for hits in found for one in hits.found if isinstance(one, FoundOpinion)]
    return {
        one.task: ctx.title_of(ctx.app.procedure(uow, one.law_digest).step(one.step))
        for one in opinions
    }
