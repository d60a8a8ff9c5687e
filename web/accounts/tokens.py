"""A person's tokens for programs: made, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from actions.accounts.tokens import NewToken, make_token, revoke_token
from domain.accounts.tokens import LONGEST_FEED, PROGRAMS, Scope
from domain.directory.actors import Power
from domain.errors import BadInput
from models.unit_of_work import reading
from web.accounts.account import confirm_owner, has_factor
from web.kit.forms import PROOF, Form, Posted, Secret, keep_if_refused
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
LASTS = (7, 30, 90)  # days offered


@router.get("/account/tokens")
def show(ctx: SignedInContext) -> Response:
    return tokens_page(ctx)


@router.post("/account/tokens/make")
def make(ctx: SignedInContext, form: Secret) -> Response:
    """Answered with the page itself: the token is shown this once and is kept nowhere."""
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    made = make_token(ctx.app, ctx.person, _wish(form))
    return tokens_page(ctx, made=made, asked=True)


@router.post("/account/tokens/revoke")
def revoke(ctx: SignedInContext, form: Posted) -> Response:
    revoke_token(ctx.app, ctx.person, form.one("token"))
    return go("/account/tokens")


def tokens_page(
    ctx: RequestContext, *, made: str = "", feed: str = "", asked: bool = False
) -> Response:
    """What there is, and what was just made, which is shown this once."""
    with reading(ctx.app) as uow:
        found = uow.tokens.of_person(ctx.person)
    return ctx.page(
        "accounts/tokens.html",
        tokens=found,
        now=ctx.app.clock(),
        made=made,
        feed=feed,
        asked=asked,
        lasts=LASTS,
        feed_lasts=LONGEST_FEED.days,
        scopes=_offered(ctx),
        factor=has_factor(ctx),
        kept=ctx.kept(),
        path="/account/tokens",
    )


def _offered(ctx: RequestContext) -> list[Scope]:
    """Looking after people is offered to those alone who may."""
    administers = ctx.viewer.can(Power.ADMINISTER)
    return [scope for scope in PROGRAMS if scope != Scope.ADMIN or administers]


def _wish(form: Form) -> NewToken:
    said = form.many("scope")
    if unknown := [scope for scope in said if scope not in list(Scope)]:
        raise BadInput(field="scopes", value=unknown[0])
    days = form.one("days")
    if not days.isdecimal() or len(days) > 4:
        raise BadInput(field="days", value=days)
    scopes = [Scope(scope) for scope in said]
    return NewToken(form.one("name"), scopes, timedelta(days=int(days)), wish=form.wish)
