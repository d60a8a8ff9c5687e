"""A person's own account: password, second factor, sessions, history of sign-ins."""

from __future__ import annotations

import segno
from fastapi import APIRouter
from fastapi.responses import Response

from actions.accounts.accounts import (
    account_of,
    change_password,
    confirm,
    new_secret,
    secret_link,
    turn_off_second_factor,
    turn_on_second_factor,
)
from actions.accounts.sessions import end_session
from models.unit_of_work import reading, transaction
from web.kit.forms import PROOF, Form, Posted, Secret, keep_if_refused
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()


@router.get("/account")
def show(ctx: SignedInContext) -> Response:
    person = ctx.person
    with reading(ctx.app) as uow:
        account = account_of(uow, person)
        sessions = uow.accounts.sessions_of(person)
        entries = uow.accounts.entries(person, limit=30)
        givers = {actor.on_behalf_of for actor in ctx.viewer.actors}
        names = uow.directory.names({entry.by for entry in entries} | givers)
    words = ctx.words(names)
    return ctx.page(
        "accounts/account.html",
        account=account,
        sessions=sessions,
        entries=entries,
        names=names,
        held=[(words.capacity(actor), words.agency(actor.agency)) for actor in ctx.viewer.actors],
        kept=ctx.kept(),
    )


@router.post("/account/told")
def told(ctx: SignedInContext, form: Posted) -> Response:
    """What others did with this account has been read; for an auditor, with any account."""
    transaction(ctx.app.engine, lambda uow: uow.accounts.told(ctx.person))
    return go(form.page)


@router.post("/account/password")
def password(ctx: SignedInContext, form: Secret) -> Response:
    old, new = (next(iter(form.values.get(name, [])), "") for name in ("old", "new"))
    keep = ctx.signed.session.token if ctx.signed else ""
    change_password(ctx.app, ctx.person, old, new, keep=keep)
    return go("/account")


@router.get("/account/second-factor")
def second_factor(ctx: SignedInContext) -> Response:
    """A fresh secret as a picture and as text; it counts once a code has been shown."""
    kept = ctx.kept()
    secret = next(iter(kept.fields.get("secret", [])), "") or new_secret()
    link = secret_link(ctx.person, secret)
    picture = segno.make(link).svg_data_uri(scale=5, border=2)
    return ctx.page(
        "accounts/second_factor.html",
        secret=secret,
        picture=picture,
        factor=has_factor(ctx),
        kept=kept,
    )


@router.post("/account/second-factor")
def turn_on(ctx: SignedInContext, form: Secret) -> Response:
    """After a wrong code the same picture is shown again, so its secret waits with the form."""
    keep_if_refused(ctx.request, form.without(*PROOF, "code"))
    confirm_owner(ctx, form)
    turn_on_second_factor(ctx.app, ctx.person, form.one("secret"), form.one("code"))
    return go("/account")


@router.post("/account/second-factor/off")
def turn_off(ctx: SignedInContext, form: Secret) -> Response:
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    turn_off_second_factor(ctx.app, ctx.person)
    return go("/account")


def has_factor(ctx: RequestContext) -> bool:
    with reading(ctx.app) as uow:
        return bool(account_of(uow, ctx.person).totp)


def confirm_owner(ctx: RequestContext, form: Form) -> None:
    """By the password, and by a code where a second factor is on. Raises BadCredentials."""
    password = next(iter(form.values.get("password", [])), "")
    confirm(ctx.app, ctx.person, password, form.one("current_code"))


@router.post("/account/sessions/end")
def end(ctx: SignedInContext, form: Posted) -> Response:
    end_session(ctx.app, ctx.person, form.one("session"), by=ctx.person)
    return go("/account")
