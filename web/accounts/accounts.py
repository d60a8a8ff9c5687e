"""Accounts of everybody, for those who look after them: invite, close, open, end sessions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.accounts.accounts import enable, invite
from actions.accounts.sessions import end_session
from domain.accounts.accounts import Account
from domain.directory.people import Person
from models.unit_of_work import UnitOfWork, read
from web.kit.forms import Posted, take
from web.kit.request import Desk, MyDesk, administers

router = APIRouter()


def administrator(desk: MyDesk) -> Desk:
    """For everybody else these pages do not exist.

    Routes name the form first, so that a forged one is refused as such whoever's cookie it has.
    """
    if not administers(desk.viewer):
        raise HTTPException(404)
    return desk


AdministratorDesk = Annotated[Desk, Depends(administrator)]


@router.get("/accounts")
def show(desk: AdministratorDesk, words: str = "") -> Response:
    """Everybody of the directory, with an account or without."""

    def look(uow: UnitOfWork) -> tuple[dict[str, Account], tuple[Person, ...]]:
        return {a.person: a for a in uow.accounts.all()}, uow.directory.search(words)

    accounts, people = read(desk.app.engine, look)
    return desk.page(
        "accounts/accounts.html",
        accounts=accounts,
        words_=words,
        kept=desk.kept(),
        now=desk.app.clock(),
        having=[person for person in people if person.id in accounts],
        lacking=[person for person in people if person.id not in accounts],
    )


@router.get("/accounts/history")
def history(desk: AdministratorDesk) -> Response:
    """The last things that happened at the door, of everybody."""
    entries, names = read(
        desk.app.engine,
        lambda uow: (uow.accounts.entries(limit=500), {p.id: p for p in uow.directory.search()}),
    )
    return desk.page("accounts/history.html", entries=entries, people=names)


@router.get("/accounts/{person}")
def one(desk: AdministratorDesk, person: str) -> Response:
    named, account, sessions, entries = read(
        desk.app.engine,
        lambda uow: (
            uow.directory.person(person),
            uow.accounts.find(person),
            uow.accounts.sessions_of(person),
            uow.accounts.entries(person, limit=100),
        ),
    )
    return desk.page(
        "accounts/account_of.html",
        person=named,
        account=account,
        sessions=sessions,
        entries=entries,
        kept=desk.kept(),
        now=desk.app.clock(),
    )


@router.post("/accounts/{person}/invite")
def hand_out(_form: Posted, desk: AdministratorDesk, person: str) -> Response:
    """The link is shown on this one page and kept nowhere; reloading makes another."""
    named = read(desk.app.engine, lambda uow: uow.directory.person(person))
    token = invite(desk.app, named.id, by=desk.person)
    site = desk.options.address or str(desk.request.base_url).rstrip("/")
    return desk.page("accounts/invited.html", person=named, link=f"{site}/invitation/{token}")


@router.post("/accounts/{person}/close")
def close(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        enable(desk.app, person, enabled=False, by=desk.person)
        return f"/accounts/{person}"

    return take(desk, form, do)


@router.post("/accounts/{person}/open")
def open_(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        enable(desk.app, person, enabled=True, by=desk.person)
        return f"/accounts/{person}"

    return take(desk, form, do)


@router.post("/accounts/{person}/sessions/end")
def end(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        end_session(desk.app, person, form.one("session"), by=desk.person)
        return f"/accounts/{person}"

    return take(desk, form, do)
