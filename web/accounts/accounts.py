"""Accounts of everybody, for those who look after them: invite, close, open, end sessions."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from actions.accounts.invitations import invite, reopen
from actions.accounts.sessions import end_session
from actions.accounts.two_people import is_alone
from actions.told.addresses import mailbox_of
from models.unit_of_work import reading
from web.accounts.account import confirm_owner, has_factor
from web.accounts.letters import letters_page
from web.kit.forms import Posted, Secret
from web.kit.request import AdministratorDesk, RequestContext, go

router = APIRouter()


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
        alone=is_alone(ctx.app),
        factor=has_factor(ctx),
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
        names = uow.directory.names({who for e in entries for who in (e.person, e.by)})
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
        alone=is_alone(ctx.app),
        factor=has_factor(ctx),
        sends=ctx.app.post is not None,
        box=mailbox_of(ctx.app, person),
        sessions=sessions,
        entries=entries,
        kept=ctx.kept(),
        now=ctx.app.clock(),
    )


def _resting(ctx: RequestContext) -> dict[str, datetime]:
    now = ctx.app.clock()
    with reading(ctx.app) as uow:
        return uow.tries.resting(now)


@router.post("/accounts/invite")
def ask_for_letters(form: Secret, ctx: AdministratorDesk) -> Response:
    """Answered with the page: codes, and letters where nobody else is there, are shown once."""
    confirm_owner(ctx, form)
    done = invite(ctx.app, form.many("person"), by=ctx.person, act_id=form.wish)
    if done.letters:
        return letters_page(ctx, done.letters)
    with reading(ctx.app) as uow:
        names = uow.directory.names(done.codes)
    return ctx.page("accounts/asked.html", codes=done.codes, names=names)


@router.post("/accounts/{person}/open")
def open_(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    waits = reopen(ctx.app, person, by=ctx.person, act_id=form.wish)
    return go("/accounts/requests" if waits else f"/accounts/{person}")


@router.post("/accounts/{person}/sessions/end")
def end(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    end_session(ctx.app, person, form.one("session"), by=ctx.person)
    return go(f"/accounts/{person}")
