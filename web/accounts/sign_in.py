"""Signing in and out, the one-time link of an invitation, and the first administrator."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from actions.accounts.accounts import accept_invitation, invited_by, same_secret
from actions.accounts.first_run import FirstAdministrator, set_up
from actions.accounts.sessions import SignIn, sign_in, sign_out
from domain.errors import BadInput, CaseworkError
from models.unit_of_work import read
from web.kit.forms import Form, Typed, posted
from web.kit.request import (
    AnyDesk,
    Desk,
    MyDesk,
    go,
)

router = APIRouter()
TRIES = parse("30/minute")  # from one machine, whatever name is typed
LIMITER = MovingWindowRateLimiter(MemoryStorage())


def address(back: str, *, expired: bool = False) -> str:
    """The sign-in page, from which one goes on to `back`."""
    said = {"next": back} | ({"expired": "1"} if expired else {})
    return f"/sign-in?{urlencode(said)}"


@router.get("/sign-in")
def show(desk: AnyDesk, next: str = "/", expired: str = "") -> Response:
    return desk.page(
        "accounts/sign_in.html", next=next, expired=bool(expired), person="", message=""
    )


@router.post("/sign-in")
def enter(desk: AnyDesk, form: Typed) -> Response:
    check_rate(desk.request)
    typed = SignIn(
        form.one("person").lower(),
        _secret(form, "password"),
        form.one("code"),
        client(desk.request),
    )
    try:
        token = sign_in(desk.app, typed)
    except CaseworkError as error:
        return desk.page(
            "accounts/sign_in.html",
            status=401,
            next=form.page,
            expired=False,
            person=typed.person,
            message=desk.refusal(error),
        )
    return with_cookie(desk, token, form.page)


@router.post("/sign-out", dependencies=[Depends(posted)])
def leave(desk: MyDesk) -> Response:
    if desk.signed is not None:
        sign_out(desk.app, desk.signed.session)
    response = go("/sign-in")
    response.delete_cookie(desk.options.cookie, secure=desk.options.secure)
    return response


@router.get("/invitation/{token}")
def invitation(desk: AnyDesk, token: str) -> Response:
    account = read(desk.app.engine, lambda uow: invited_by(uow, token, desk.app.clock()))
    return desk.page("accounts/invitation.html", person=account.person, message="")


@router.post("/invitation/{token}")
def accept(desk: AnyDesk, token: str, form: Typed) -> Response:
    check_rate(desk.request)
    password = _secret(form, "password")
    try:
        _check_repeated(form)
        person = accept_invitation(desk.app, token, password)
        return with_cookie(desk, sign_in(desk.app, SignIn(person, password)), "/")
    except CaseworkError as error:
        account = read(desk.app.engine, lambda uow: invited_by(uow, token, desk.app.clock()))
        return desk.page(
            "accounts/invitation.html",
            status=409,
            person=account.person,
            message=desk.refusal(error),
        )


@router.get("/setup/{code}")
def setup(desk: AnyDesk, code: str) -> Response:
    _check_setup(desk, code)
    return desk.page("accounts/setup.html", typed={}, message="")


@router.post("/setup/{code}")
def make_administrator(desk: AnyDesk, code: str, form: Typed) -> Response:
    _check_setup(desk, code)
    try:
        _check_repeated(form)
        wish = FirstAdministrator(
            form.one("person").lower(),
            form.one("full_name"),
            _sex(form),
            form.day("birth"),
            form.one("agency"),
            _secret(form, "password"),
        )
        set_up(desk.app, wish)
        return with_cookie(desk, sign_in(desk.app, SignIn(wish.person, wish.password)), "/")
    except CaseworkError as error:
        return desk.page(
            "accounts/setup.html", status=409, typed=form.values, message=desk.refusal(error)
        )


@router.post("/language")
def speak(desk: AnyDesk, form: Typed) -> Response:
    response = go(form.page)
    response.set_cookie(
        "language",
        form.one("language"),
        max_age=31536000,
        samesite="lax",
        httponly=True,
        secure=desk.options.secure,
    )
    return response


def client(request: Request) -> str:
    """The machine and the browser, as kept in the history of sign-ins."""
    host = request.client.host if request.client else ""
    return f"{host} {request.headers.get('user-agent', '')}"[:200]


def check_rate(request: Request) -> None:
    host = request.client.host if request.client else ""
    if not LIMITER.hit(TRIES, "sign-in", host):
        raise HTTPException(429)


def _check_setup(desk: Desk, code: str) -> None:
    """The code is good while nobody administers accounts."""
    taken = read(desk.app.engine, lambda uow: uow.accounts.has_administrator())
    known = desk.options.setup and same_secret(desk.options.setup, code)
    if taken or not known:
        raise HTTPException(404)


def _sex(form: Form) -> Literal["male", "female"]:
    return "male" if form.one("sex") == "male" else "female"


def _check_repeated(form: Form) -> None:
    if _secret(form, "password") != _secret(form, "repeated"):
        raise BadInput(field="repeated", rule="not_the_same", value="")


def _secret(form: Form, name: str) -> str:
    """A password as typed: blanks are part of it."""
    return next(iter(form.values.get(name, [])), "")


def with_cookie(desk: Desk, token: str, back: str) -> Response:
    response = go(back)
    response.set_cookie(
        desk.options.cookie,
        token,
        httponly=True,
        secure=desk.options.secure,
        samesite="lax",
        path="/",
        max_age=int(desk.options.lifetimes.whole.total_seconds()),
    )
    return response
