"""The link a telephone's calendar subscribes to: made and shown once, read without signing in."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from limits import parse

from actions.app import App
from actions.told.calendar_feed import bearer_of_feed, feed_of, make_feed
from domain.accounts.errors import BadToken, ScopeMissing
from notifications.told.feed import calendar
from notifications.told.mail import mail_words
from web.accounts.account import confirm_owner
from web.accounts.tokens import tokens_page
from web.kit.forms import PROOF, Secret, keep_if_refused
from web.kit.rates import check_often, count_wrong_try
from web.kit.request import SignedInContext, site_of

router = APIRouter()


@router.post("/account/tokens/calendar")
def make(ctx: SignedInContext, form: Secret) -> Response:
    """Answered with the page itself: the link is shown this once and is kept nowhere."""
    keep_if_refused(ctx.request, form.without(*PROOF))
    confirm_owner(ctx, form)
    token = make_feed(ctx.app, ctx.person, mail_words(ctx.language, "feed_name"), form.wish)
    link = f"{site_of(ctx.request)}/feeds/{token}.ics" if token else ""
    return tokens_page(ctx, feed=link, asked=True)


@router.get("/feeds/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """For whoever holds the link; there is nothing at one that does not count."""
    app: App = request.app.state.app
    try:
        bearer = bearer_of_feed(app, token)
    except (BadToken, ScopeMissing) as wrong:
        count_wrong_try(request)
        raise HTTPException(404) from wrong
    check_often(parse(request.app.state.options.api_rate), bearer.token.id)
    found = feed_of(app, bearer.viewer, site_of(request))
    made = calendar(found.days, app.clock(), found.language)
    return Response(made, media_type="text/calendar; charset=utf-8")
