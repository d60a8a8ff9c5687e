"""How a person is told outside these pages: the address, the choices, quiet hours."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from actions.told.addresses import (
    choose,
    confirm_address,
    mailbox_of,
    remove_address,
    want_address,
)
from actions.told.post import Post
from domain.errors import BadInput
from domain.told.choices import MailChoices
from domain.told.kinds import When
from web.accounts.account import confirm_owner, has_factor
from web.kit.forms import PROOF, Form, Posted, Secret, keep_if_refused
from web.kit.pages import LANGUAGES
from web.kit.request import AdministratorDesk, RequestContext, SignedInContext, go

router = APIRouter()
PAGE = "/account/mail"


@router.get(PAGE)
def show(ctx: SignedInContext) -> Response:
    rules = ctx.app.catalogue.mail
    required = sorted({kind for row in rules.required for kind in row.kinds})
    return ctx.page(
        "told/mail.html",
        sends=ctx.app.post is not None,
        box=mailbox_of(ctx.app, ctx.person),
        rules=rules,
        required=required,
        ways=tuple(When),
        languages=LANGUAGES,
        now=ctx.app.clock(),
        factor=has_factor(ctx),
        kept=ctx.kept(),
    )


@router.post(f"{PAGE}/address")
def want(ctx: SignedInContext, form: Secret) -> Response:
    """Whoever holds a session shows once more whose it is, before mail could go elsewhere."""
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    want_address(ctx.app, _post(ctx), ctx.person, form.one("address"), by=ctx.person)
    return go(PAGE)


@router.post(f"{PAGE}/confirm")
def confirm(ctx: SignedInContext, form: Posted) -> Response:
    confirm_address(ctx.app, _post(ctx), ctx.person, form.one("code"))
    return go(PAGE)


@router.post(f"{PAGE}/remove")
def remove(ctx: SignedInContext, form: Secret) -> Response:
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    remove_address(ctx.app, _post(ctx), ctx.person)
    return go(PAGE)


@router.post(f"{PAGE}/choices")
def chosen(ctx: SignedInContext, form: Posted) -> Response:
    choose(ctx.app, ctx.person, _choices(ctx, form))
    return go(PAGE)


@router.post("/accounts/{person}/mail")
def want_for(form: Secret, ctx: AdministratorDesk, person: str) -> Response:
    """It counts once the person, signed in, has typed the code that is sent there."""
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    want_address(ctx.app, _post(ctx), person, form.one("address"), by=ctx.person)
    return go(f"/accounts/{person}")


def _post(ctx: RequestContext) -> Post:
    if ctx.app.post is None:
        raise HTTPException(404)
    return ctx.app.post


def _choices(ctx: RequestContext, form: Form) -> MailChoices:
    groups = {name: _one_of(When, form, name) for name in ctx.app.catalogue.mail.groups}
    quiet = (_hour(form, "quiet_from"), _hour(form, "quiet_until"))
    language = form.one("language")
    if language not in LANGUAGES:
        raise BadInput(field="language", rule=BadInput.Rule.NOT_A_CHOICE, value=language)
    return MailChoices(groups, _hour(form, "hour"), quiet, language)


def _one_of(ways: type[When], form: Form, name: str) -> When:
    said = form.one(name)
    if said not in list(ways):
        raise BadInput(field="mail_when", rule=BadInput.Rule.NOT_A_CHOICE, value=said)
    return ways(said)


def _hour(form: Form, name: str) -> int:
    said = form.one(name)
    if not (said.isascii() and said.isdecimal() and len(said) < 3):
        raise BadInput(field="hour", rule=BadInput.Rule.NOT_AN_HOUR, value=said)
    return int(said)
