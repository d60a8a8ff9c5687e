"""The bell: what one was told, newest first. Looking changes nothing; "read" is a form."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.told.bell import ToldLine, find_told, mark_read, told_to
from domain.effects.notices import Notice, NoticeKind
from domain.errors import NotFound
from web.cases.mine import own_address
from web.kit.forms import Posted
from web.kit.pages import task_address
from web.kit.request import SignedInContext, go
from web.votes.ballots import address as ballot_address

router = APIRouter()
PER_PAGE = 50
BALLOTS = {NoticeKind.CALLED, NoticeKind.BALLOT_VOIDED, NoticeKind.BALLOT_CLOSED}
TELLERS = {NoticeKind.TELLER, NoticeKind.SEALED}


@router.get("/told")
def told(ctx: SignedInContext, page: int = 1) -> Response:
    first = PER_PAGE * (max(1, min(page, 10_000)) - 1)
    found = told_to(ctx.app, ctx.viewer, ctx.language, limit=PER_PAGE + 1, offset=first)
    return ctx.page(
        "told/told.html",
        lines=found[:PER_PAGE],
        more=len(found) > PER_PAGE,
        page=page,
        place_of=place_of,
    )


@router.get("/told/{number}")
def go_on(ctx: SignedInContext, number: int) -> Response:
    """From a message to the page of what it is about; whoever may not see it finds nothing."""
    given = find_told(ctx.app, ctx.viewer, number) if number < 2**31 else None
    if given is None:
        raise NotFound(kind="notice", id=str(number))
    return go(_place(given.notice, mine=given.subject_id == ctx.person))


@router.post("/told/read")
def read(ctx: SignedInContext, form: Posted) -> Response:
    """Everything up to the newest that this page showed."""
    up_to = form.one("up_to")
    mark_read(ctx.app, ctx.viewer, int(up_to) if up_to.isdecimal() and len(up_to) < 10 else 0)
    return go(form.page)


def place_of(line: ToldLine) -> str:
    """The page of what a line is about; empty where there is none for the reader."""
    return _place_for(line.kind, line.case_id, line.task, mine=line.mine)


def _place(notice: Notice, *, mine: bool) -> str:
    return _place_for(notice.kind, notice.case_id, notice.task, mine=mine) or "/told"


def _place_for(kind: NoticeKind, case: str, task: str, *, mine: bool) -> str:
    if kind in BALLOTS:
        return ballot_address(task)
    if kind in TELLERS:
        return f"{ballot_address(task)}/teller"
    if not case:
        return "/watch" if kind == NoticeKind.ADRIFT else "/account"
    if mine:
        return own_address(task) if task and kind == NoticeKind.ASKED else f"/mine/{case}"
    return task_address(task) if task else f"/cases/{case}"
