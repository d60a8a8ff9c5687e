"""Accounts of everybody, for those who look after them: invite, close, open, end sessions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.accounts.accounts import enable, invite
from actions.accounts.sessions import end_session
from models.unit_of_work import reading
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, administers, go

router = APIRouter()


def administrator(ctx: SignedInContext) -> RequestContext:
    """For everybody else these pages do not exist.

    Routes name the form first, so that a forged one is refused as such whoever's cookie it has.
    """
    if not administers(ctx.viewer):
        raise HTTPException(404)
    return ctx


AdministratorDesk = Annotated[RequestContext, Depends(administrator)]


@router.get("/accounts")
def show(ctx: AdministratorDesk, words: str = "") -> Response:
    """Everybody of the directory, with an account or without."""
    with reading(ctx.app) as uow:
        accounts = {a.person: a for a in uow.accounts.all()}
        people = uow.directory.search(words)
    resting = _resting(ctx)
    return ctx.page(
        "accounts/accounts.html",
        accounts=accounts,
        resting=resting,
        words_=words,
        kept=ctx.kept(),
        now=ctx.app.clock(),
        having=[person for person in people if person.id in accounts],
        lacking=[person for person in people if person.id not in accounts],
    )


@router.get("/accounts/history")
def history(ctx: AdministratorDesk) -> Response:
    """The last things that happened at the door, of everybody."""
    with reading(ctx.app) as uow:
        entries = uow.accounts.entries(limit=500)
        names = {p.id: p for p in uow.directory.search()}
    return ctx.page("accounts/history.html", entries=entries, people=names)


@router.get("/accounts/{person}")
def one(ctx: AdministratorDesk, person: str) -> Response:
    with reading(ctx.app) as uow:
        named = uow.directory.person(person)
        account = uow.accounts.find(person)
        sessions = uow.accounts.sessions_of(person)
        entries = uow.accounts.entries(person, limit=100)
    return ctx.page(
        "accounts/account_of.html",
        person=named,
        account=account,
        until=_resting(ctx).get(person),
        sessions=sessions,
        entries=entries,
        kept=ctx.kept(),
        now=ctx.app.clock(),
    )


def _resting(ctx: RequestContext) -> dict[str, datetime]:
    now = ctx.app.clock()
    with reading(ctx.app) as uow:
        return uow.tries.resting(now)


@router.post("/accounts/{person}/invite")
def hand_out(_form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    """The link is shown on this one page and kept nowhere; reloading makes another."""
    with reading(ctx.app) as uow:
        named = uow.directory.person(person)
    token = invite(ctx.app, named.id, by=ctx.person)
    site = ctx.options.address or str(ctx.request.base_url).rstrip("/")
    return ctx.page("accounts/invited.html", person=named, link=f"{site}/invitation/{token}")


@router.post("/accounts/{person}/close")
def close(_form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    enable(ctx.app, person, enabled=False, by=ctx.person)
    return go(f"/accounts/{person}")


@router.post("/accounts/{person}/open")
def open_(_form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    enable(ctx.app, person, enabled=True, by=ctx.person)
    return go(f"/accounts/{person}")


@router.post("/accounts/{person}/sessions/end")
def end(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    end_session(ctx.app, person, form.one("session"), by=ctx.person)
    return go(f"/accounts/{person}")
