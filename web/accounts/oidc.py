"""Signing in through an OpenID provider: authorization code with PKCE, state and nonce."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from fastapi import APIRouter, HTTPException
from fastapi.responses import RedirectResponse, Response
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from actions.accounts.accounts import digest, same_secret
from actions.accounts.sessions import sign_in_by_provider
from actions.outgoing import PATIENCE, CheckedTransport, caller
from domain.accounts.calling import place_of
from domain.accounts.errors import ProviderFailed
from domain.errors import CaseworkError
from web.accounts.sign_in import check_rate, client, with_cookie
from web.kit.options import Provider
from web.kit.request import AnyContext, RequestContext, go, site_of

router = APIRouter()
PATH = "/sign-in/oidc"
COOKIE, MINUTES = "oidc", 10
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
WELL_KNOWN = "/.well-known/openid-configuration"


@router.get(PATH)
def start(ctx: AnyContext, next: str = "/") -> Response:
    """To the provider; what must come back with the answer stays in this browser."""
    provider = _provider(ctx)
    check_rate(ctx.request)
    try:
        told = _metadata(ctx, provider)
    except ProviderFailed as refused:
        return _refused(ctx, refused)
    once = {"nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48)}
    address, state = _client(ctx, provider).create_authorization_url(
        told["authorization_endpoint"], code_verifier=once["verifier"], nonce=once["nonce"]
    )
    response = RedirectResponse(address, status_code=303)
    response.set_cookie(
        cookie_of(state),
        urlencode(once | {"state": state, "next": next[:300]}),
        max_age=60 * MINUTES,
        path=PATH,
        httponly=True,
        secure=ctx.options.secure,
        samesite="lax",
    )
    return response


@router.get(PATH + "/back")
def back(ctx: AnyContext, code: str = "", state: str = "", error: str = "") -> Response:
    """From the provider: exchange the code, check who it speaks of, begin a session."""
    provider = _provider(ctx)
    check_rate(ctx.request)
    try:
        if error or not code:
            raise ProviderFailed(why=ProviderFailed.Why.DENIED)
        once = _started_here(ctx, state)
        name = _vouched_for(ctx, provider, code, once)
        token = sign_in_by_provider(ctx.app, name, client(ctx.request))
    except CaseworkError as refused:
        again = ctx.signed is not None and ctx.signed.live and not error
        return go("/") if again else _refused(ctx, refused)  # the browser's button "back"
    response = with_cookie(ctx, token, _ours(once["next"]))
    response.delete_cookie(cookie_of(state), path=PATH, secure=ctx.options.secure)
    return response


def _vouched_for(
    ctx: RequestContext, provider: Provider, code: str, once: Mapping[str, str]
) -> str:
    """The user name the provider gives. Raises ProviderFailed for anything that does not fit."""
    told = _metadata(ctx, provider)
    session = _client(ctx, provider)
    try:
        tokens = session.fetch_token(
            told["token_endpoint"], code=code, code_verifier=once["verifier"]
        )
        claims = _checked(ctx, provider, told, str(tokens["id_token"]), once["nonce"])
        if provider.claim not in claims and "userinfo_endpoint" in told:
            more = session.get(told["userinfo_endpoint"]).raise_for_status().json()
            claims = more if more.get("sub") == claims["sub"] else claims
    except httpx2.HTTPError as lost:
        raise ProviderFailed(why=ProviderFailed.Why.UNREACHABLE) from lost
    except (OAuthError, JoseError, KeyError, ValueError) as wrong:
        raise ProviderFailed(why=ProviderFailed.Why.DENIED) from wrong
    return str(claims.get(provider.claim, ""))


def _checked(
    ctx: RequestContext, provider: Provider, told: Mapping[str, Any], id_token: str, nonce: str
) -> dict[str, Any]:
    """Claims of a token signed by the provider, for us, now, and in answer to this very question.

    Raises JoseError, httpx2.HTTPError.
    """
    keys = KeySet.import_key_set(_fetch(ctx, provider, told["jwks_uri"]))
    token = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
    must = jwt.JWTClaimsRegistry(
        now=int(ctx.app.clock().timestamp()),
        leeway=60,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    must.validate(token.claims)
    return dict(token.claims)


def _metadata(ctx: RequestContext, provider: Provider) -> dict[str, Any]:
    """What the provider says of itself; it must be the one that was configured."""
    try:
        told: dict[str, Any] = _fetch(ctx, provider, provider.issuer.rstrip("/") + WELL_KNOWN)
    except (httpx2.HTTPError, ValueError) as lost:
        raise ProviderFailed(why=ProviderFailed.Why.UNREACHABLE) from lost
    if told.get("issuer") != provider.issuer:
        raise ProviderFailed(why=ProviderFailed.Why.DENIED)
    return told


def _fetch(ctx: RequestContext, provider: Provider, address: str) -> Any:
    with caller(_inside(ctx, provider)) as client:
        return client.get(address).raise_for_status().json()


def _inside(ctx: RequestContext, provider: Provider) -> frozenset[str]:
    """Who runs the machine named the provider itself; what it points to is checked like any."""
    return ctx.app.inside | {place_of(provider.issuer)}


def _client(ctx: RequestContext, provider: Provider) -> OAuth2Client:
    site = site_of(ctx.request)
    return OAuth2Client(
        provider.client_id,
        provider.client_secret,
        scope="openid profile email",
        redirect_uri=f"{site}{PATH}/back",
        code_challenge_method="S256",
        timeout=PATIENCE,
        transport=CheckedTransport(_inside(ctx, provider)),
        trust_env=False,
    )


def cookie_of(state: str) -> str:
    """One for each sign-in begun in this browser, so that a second tab spoils no first."""
    return f"{COOKIE}-{digest(state)[:12]}"


def _started_here(ctx: RequestContext, state: str) -> dict[str, str]:
    """What this browser was given at the start. Raises ProviderFailed."""
    once = dict(parse_qsl(ctx.request.cookies.get(cookie_of(state), "")))
    if not state or not same_secret(once.get("state", ""), state):
        raise ProviderFailed(why=ProviderFailed.Why.STARTED_ELSEWHERE)
    return once


def _ours(address: str) -> str:
    """Only a page of ours."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/"


def _provider(ctx: RequestContext) -> Provider:
    if ctx.options.provider is None:
        raise HTTPException(404)
    return ctx.options.provider


def _refused(ctx: RequestContext, error: CaseworkError) -> Response:
    return ctx.page(
        "accounts/sign_in.html",
        status=401,
        next="/",
        expired=False,
        person="",
        message=ctx.refusal(error),
    )
