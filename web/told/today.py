"""The first page of everybody: what waits for them today, whatever they are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.told.today import Today, Work, today_of
from models.unit_of_work import reading
from web.kit.request import RequestContext, SignedInContext, go
from web.search import at_hand
from web.told.bell import place_of
from web.votes.ballots import address as ballot_address

router = APIRouter()


@router.get("/")
def home() -> Response:
    return go("/today")


@router.get("/today")
def today(ctx: SignedInContext) -> Response:
    found = today_of(ctx.app, ctx.viewer, ctx.language)
    with reading(ctx.app) as uow:
        pinned, recent = at_hand(uow, ctx)
    return ctx.page(
        "told/today.html",
        pinned=pinned,
        recent=recent,
        t=found,
        titles=_titles(ctx, found),
        names=_names(ctx, found),
        ballot_address=ballot_address,
        place_of=place_of,
    )


def _titles(ctx: RequestContext, found: Today) -> dict[str, str]:
    """Case → the title of the step it is at, by the text of the law fixed on it."""
    work = found.work
    listed = (*work.waiting, *work.again, *work.leads) if work else ()
    watched = found.watch.late if found.watch else ()
    with reading(ctx.app) as uow:
        return {
            line.case: ctx.title_of(ctx.app.procedure(uow, line.law_digest).step(line.step))
            for line in (*listed, *watched)
        }


def _names(ctx: RequestContext, found: Today) -> dict[str, str]:
    """People who sent something back, work on a question, or are away, by id."""
    ids = _who_sent_back(found.work) | _who_works(found.work) if found.work else set()
    away = found.care.away if found.care else ()
    ids |= {person for one in away for person in (one.person, *one.takers)}
    with reading(ctx.app) as uow:
        return uow.directory.names(ids)


def _who_works(work: Work) -> set[str]:
    lines = (*work.waiting, *work.again)
    return {who for line in lines for who in (line.holder, line.prepared_by)}


def _who_sent_back(work: Work) -> set[str]:
    return {back["person"] for listed in work.why.values() for back in listed}
