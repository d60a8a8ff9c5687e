"""Tokens for programs: made and revoked by their owner, shown once, kept as hashes only."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from actions.accounts.accounts import account_of, digest
from actions.app import App
from actions.audit.traces import TokenUsed, leave
from actions.viewer import Viewer, viewer_of
from domain.accounts.errors import BadToken
from domain.accounts.tokens import ApiToken, Scope, check_new_token
from domain.errors import NotFound
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, reading, transaction

PREFIX = "thamdinh_"  # so that a token left in a file is recognised for what it is
LAST_SEEN_RESOLUTION = timedelta(seconds=60)  # how exactly "last used" is known


@dataclass(frozen=True, slots=True)
class NewToken:
    """What the owner wants. `wish` is the id of the form: the same form makes one token."""

    name: str
    scopes: Collection[Scope]
    lasts: timedelta
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who speaks through a token, seen as that person is seen today."""

    token: ApiToken
    viewer: Viewer


def make_token(app: App, person: str, new: NewToken) -> str:
    """The token itself, told this once; empty when the same wish had made it before.

    Raises BadInput, NotFound for somebody without an account.
    """
    check_new_token(new.name, new.scopes, new.lasts)
    token, now = PREFIX + secrets.token_urlsafe(32), app.clock()
    named = digest(f"{person} {new.wish}")[:16] if new.wish else secrets.token_hex(8)

    def work(uow: UnitOfWork) -> str:
        account_of(uow, person)
        if uow.tokens.get(named) is not None:
            return ""
        scopes = frozenset(new.scopes)
        uow.tokens.add(
            ApiToken(named, person, new.name, digest(token), scopes, now, now + new.lasts)
        )
        uow.accounts.log(AccountEntry(person, "token_made", person, new.name, now))
        return token

    return transaction(app.engine, work)


def revoke_token(app: App, person: str, token_id: str) -> None:
    """At once, and again without harm. Raises NotFound for a token that is not this person's."""

    def work(uow: UnitOfWork) -> None:
        token = uow.tokens.get(token_id)
        if token is None or token.person != person:
            raise NotFound(kind="token", id=token_id)
        if uow.tokens.revoke(person, app.clock(), token_id=token_id):
            uow.accounts.log(AccountEntry(person, "token_revoked", person, token.name, app.clock()))

    transaction(app.engine, work)


def bearer_of(app: App, shown: str) -> Bearer:
    """Raises BadToken for a token nobody has, one that has ended, or of a closed account."""
    now = app.clock()

    with reading(app) as uow:
        token = uow.tokens.find(digest(shown))
        account = uow.accounts.find(token.person) if token else None
        if token is None or not token.live(now) or account is None or not account.enabled:
            raise BadToken()
        app.take_up(uow)
        found = Bearer(token, viewer_of(app, uow, token.person))
    if found.token.used_at is None or now - found.token.used_at > LAST_SEEN_RESOLUTION:
        leave(app, TokenUsed(found.token.id, now))
    return found
