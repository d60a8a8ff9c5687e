"""A person's own account: password, second factor, sessions, history of sign-ins."""

from __future__ import annotations

import segno
from fastapi import APIRouter
from fastapi.responses import Response

from actions.accounts.accounts import (
    account_of,
    change_password,
    new_secret,
    secret_link,
    turn_off_second_factor,
    turn_on_second_factor,
)
from actions.accounts.sessions import end_session
from models.unit_of_work import read
from web.kit.forms import Posted, Secret, take
from web.kit.request import MyDesk, go

router = APIRouter()


@router.get("/account")
def show(desk: MyDesk) -> Response:
    person = desk.person
    account, sessions, entries = read(
        desk.app.engine,
        lambda uow: (
            account_of(uow, person),
            uow.accounts.sessions_of(person),
            uow.accounts.entries(person, limit=30),
        ),
    )
    return desk.page(
        "accounts/account.html",
        account=account,
        sessions=sessions,
        entries=entries,
        kept=desk.kept(),
    )


@router.post("/account/password")
def password(desk: MyDesk, form: Secret) -> Response:
    old, new = (next(iter(form.values.get(name, [])), "") for name in ("old", "new"))
    keep = desk.signed.session.token if desk.signed else ""
    change = form.without("old", "new")

    def do() -> str:
        change_password(desk.app, desk.person, old, new, keep=keep)
        return "/account"

    return take(desk, change, do)


@router.get("/account/second-factor")
def second_factor(desk: MyDesk) -> Response:
    """A fresh secret as a picture and as text; it counts once a code has been shown."""
    kept = desk.kept()
    secret = next(iter(kept.fields.get("secret", [])), "") or new_secret()
    link = secret_link(desk.person, secret)
    picture = segno.make(link).svg_data_uri(scale=5, border=2)
    return desk.page("accounts/second_factor.html", secret=secret, picture=picture, kept=kept)


@router.post("/account/second-factor")
def turn_on(desk: MyDesk, form: Secret) -> Response:
    def do() -> str:
        turn_on_second_factor(desk.app, desk.person, form.one("secret"), form.one("code"))
        return "/account"

    return take(desk, form, do)


@router.post("/account/second-factor/off")
def turn_off(desk: MyDesk, form: Secret) -> Response:
    typed = next(iter(form.values.get("password", [])), "")

    def do() -> str:
        turn_off_second_factor(desk.app, desk.person, typed)
        return "/account"

    return take(desk, form.without("password"), do)


@router.post("/account/sessions/end")
def end(desk: MyDesk, form: Posted) -> Response:
    end_session(desk.app, desk.person, form.one("session"), by=desk.person)
    return go("/account")
