"""Signing in and out, the one-time link of an invitation, and the first administrator."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from actions.accounts.accounts import same_secret
from actions.accounts.first_run import FirstAdministrator, set_up
from actions.accounts.invitations import accept_invitation, invited_by
from actions.accounts.sessions import SignIn, know_device, sign_in, sign_out
from domain.accounts.accounts import name_typed
from domain.errors import BadInput, CaseworkError
from models.unit_of_work import reading
from web.kit.forms import Form, Typed, posted
from web.kit.pages import LANGUAGES
from web.kit.request import (
    AnyContext,
    RequestContext,
    SignedInContext,
    go,
)

router = APIRouter()
TRIES = parse("30/minute")  # from one machine, whatever name is typed
DEVICE = "thamdinh-device"
LIMITER = MovingWindowRateLimiter(MemoryStorage())


def address(back: str, *, expired: bool = False) -> str:
    """The sign-in page, from which one goes on to `back`."""
    said = {"next": back} | ({"expired": "1"} if expired else {})
    return f"/sign-in?{urlencode(said)}"


@router.get("/sign-in")
def show(ctx: AnyContext, next: str = "/", expired: str = "") -> Response:
    return ctx.page(
        "accounts/sign_in.html", next=next, expired=bool(expired), person="", message=""
    )


@router.post("/sign-in")
def enter(ctx: AnyContext, form: Typed) -> Response:
    check_rate(ctx.request)
    typed = _typed(ctx, name_typed(form.one("person")), _secret(form, "password"), form.one("code"))
    try:
        token = sign_in(ctx.app, typed)
    except CaseworkError as error:
        return ctx.page(
            "accounts/sign_in.html",
            status=401,
            next=form.page,
            expired=False,
            person=typed.person,
            message=ctx.refusal(error),
        )
    return _let_in(ctx, typed.person, token, form.page)


@router.post("/sign-out", dependencies=[Depends(posted)])
def leave(ctx: SignedInContext) -> Response:
    if ctx.signed is not None:
        sign_out(ctx.app, ctx.signed.session)
    response = go("/sign-in")
    response.delete_cookie(ctx.options.cookie, secure=ctx.options.secure)
    return response


@router.get("/invitation/{token}")
def invitation(ctx: AnyContext, token: str) -> Response:
    check_rate(ctx.request)
    return _invited(ctx, token)


@router.post("/invitation/{token}")
def accept(ctx: AnyContext, token: str, form: Typed) -> Response:
    check_rate(ctx.request)
    password = _secret(form, "password")
    try:
        _check_repeated(form)
        person = accept_invitation(ctx.app, token, password, form.one("code"))
        return _let_in(ctx, person, sign_in(ctx.app, _typed(ctx, person, password)), "/")
    except CaseworkError as error:
        return _invited(ctx, token, error)


def _invited(ctx: RequestContext, token: str, error: CaseworkError | None = None) -> Response:
    with reading(ctx.app) as uow:
        account = invited_by(uow, token, ctx.app.clock())
    return ctx.page(
        "accounts/invitation.html",
        status=409 if error else 200,
        person=account.person,
        coded=bool(account.invited_code),
        message=ctx.refusal(error) if error else "",
    )


@router.get("/setup/{code}")
def setup(ctx: AnyContext, code: str) -> Response:
    check_rate(ctx.request)
    _check_setup(ctx, code)
    return ctx.page("accounts/setup.html", typed={}, message="")


@router.post("/setup/{code}")
def make_administrator(ctx: AnyContext, code: str, form: Typed) -> Response:
    check_rate(ctx.request)
    _check_setup(ctx, code)
    try:
        _check_repeated(form)
        wish = FirstAdministrator(
            person=name_typed(form.one("person")),
            full_name=form.one("full_name"),
            sex=_sex(form),
            birth=form.day("birth"),
            agency=form.one("agency"),
            password=_secret(form, "password"),
        )
        set_up(ctx.app, wish)
        token = sign_in(ctx.app, _typed(ctx, wish.person, wish.password))
        return _let_in(ctx, wish.person, token, "/")
    except CaseworkError as error:
        return ctx.page(
            "accounts/setup.html", status=409, typed=form.values, message=ctx.refusal(error)
        )


@router.post("/language")
def speak(ctx: AnyContext, form: Typed) -> Response:
    response, chosen = go(form.page), form.one("language")
    response.set_cookie(
        "language",
        chosen if chosen in LANGUAGES else LANGUAGES[0],
        max_age=31536000,
        samesite="lax",
        httponly=True,
        secure=ctx.options.secure,
    )
    return response


def _typed(ctx: RequestContext, person: str, password: str, code: str = "") -> SignIn:
    return SignIn(
        person,
        password,
        code,
        client(ctx.request),
        address=_address(ctx.request),
        device=ctx.request.cookies.get(DEVICE, "")[:100],
    )


def _let_in(ctx: RequestContext, person: str, token: str, back: str) -> Response:
    """The session's cookie, and one by which this browser is known for a year."""
    response = with_cookie(ctx, token, back)
    device = know_device(ctx.app, person, ctx.request.cookies.get(DEVICE, "")[:100])
    response.set_cookie(
        DEVICE,
        device,
        httponly=True,
        secure=ctx.options.secure,
        samesite="lax",
        path="/sign-in",
        max_age=31536000,
    )
    return response


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def client(request: Request) -> str:
    """The machine and the browser, as kept in the history of sign-ins."""
    return f"{_address(request)} {request.headers.get('user-agent', '')}"[:200]


def check_rate(request: Request) -> None:
    if not LIMITER.hit(TRIES, "sign-in", _address(request)):
        raise HTTPException(429)


def _check_setup(ctx: RequestContext, code: str) -> None:
    """The code is good while nobody administers accounts."""
    with reading(ctx.app) as uow:
        taken = uow.accounts.has_administrator()
    known = ctx.options.setup and same_secret(ctx.options.setup, code)
    if taken or not known:
        raise HTTPException(404)


def _sex(form: Form) -> Literal["male", "female"]:
    return "male" if form.one("sex") == "male" else "female"


def _check_repeated(form: Form) -> None:
    if _secret(form, "password") != _secret(form, "repeated"):
        raise BadInput(field="repeated", rule=BadInput.Rule.NOT_THE_SAME, value="")


def _secret(form: Form, name: str) -> str:
    """A password as typed: blanks are part of it."""
    return next(iter(form.values.get(name, [])), "")


def with_cookie(ctx: RequestContext, token: str, back: str) -> Response:
    response = go(back)
    response.set_cookie(
        ctx.options.cookie,
        token,
        httponly=True,
        secure=ctx.options.secure,
        samesite="lax",
        path="/",
        max_age=int(ctx.options.lifetimes.whole.total_seconds()),
    )
    return response
