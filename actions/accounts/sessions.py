"""Signing in and out. A cookie holds a random token; the database holds its hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from actions.accounts.accounts import (
    HASHER,
    account_of,
    check_administers_accounts,
    count_try,
    digest,
    matches,
    time_step,
)
from actions.app import App
from actions.audit.traces import SessionSeen, leave
from actions.viewer import Viewer, viewer_of
from domain.accounts.accounts import Account, Lifetimes, Session, name_typed
from domain.accounts.errors import BadCredentials, ProviderFailed
from domain.accounts.tries import Place, places
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, reading, transaction

LAST_SEEN_RESOLUTION = timedelta(seconds=60)  # how exactly "last seen" is known
NOBODY = HASHER.hash(secrets.token_urlsafe())  # an unknown name takes as long as a known one


@dataclass(frozen=True, slots=True)
class SignIn:
    """What was typed, and where. `code` is the second factor where the account has one.

    `client` is the machine and the browser as told in the history; `address` the machine alone;
    `device` the cookie of a browser somebody signed in from before.
    """

    person: str
    password: str
    code: str = ""
    client: str = ""
    address: str = ""
    device: str = ""

    @property
    def name(self) -> str:
        """As counted and looked up: in one form and one case, cut to what a name can be."""
        return name_typed(self.person)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session, or one that has ended (`live` false), and whose it is."""

    session: Session
    viewer: Viewer
    live: bool


def sign_in(app: App, typed: SignIn) -> str:
    """The token for the cookie.

    A try is counted before the password is compared, for names that exist and for others alike.
    Raises BadCredentials (never saying what was wrong) and AccountLocked.
    """
    now = app.clock()
    account, counted = transaction(app.engine, lambda uow: _count(uow, typed, now))
    fits = matches(account.password if account and account.password else NOBODY, typed.password)
    if account is None or not fits or not account.enabled:
        raise _refusal(app, typed)

    def work(uow: UnitOfWork) -> str:
        fresh = account_of(uow, account.person)
        step = time_step(fresh.totp, typed.code, now, after=fresh.totp_last) if fresh.totp else 0
        uow.accounts.put(replace(fresh, totp_last=step))
        uow.tries.forget(typed.name, counted, now)
        return _begin(app, uow, account.person, typed.client, "signed_in")

    try:
        return transaction(app.engine, work)
    except BadCredentials:
        raise _refusal(app, typed) from None


def _count(
    uow: UnitOfWork, typed: SignIn, now: datetime
) -> tuple[Account | None, tuple[Place, ...]]:
    """The account of that name, if there is one, and where this try was counted."""
    device = digest(typed.device) if typed.device else ""
    known = bool(device) and uow.tries.knows(typed.name, device)
    counted = places(device, typed.address, known=known)
    count_try(uow, typed.name, counted, now)
    return uow.accounts.find(typed.name), counted


def know_device(app: App, person: str, device: str = "") -> str:
    """The cookie of this browser, a new one where it has none: wrong tries of strangers will not
    keep the person out of it."""
    device = device or secrets.token_urlsafe(32)
    transaction(app.engine, lambda uow: uow.tries.know(person, digest(device), app.clock()))
    return device


def sign_in_by_provider(app: App, name: str, client: str) -> str:
    """The token for somebody for whom a sign-in provider vouches; no account is ever made by it.

    The provider answers for how sure it is, a second factor included. Raises ProviderFailed.
    """

    name = name_typed(name)

    def work(uow: UnitOfWork) -> str:
        account = uow.accounts.find(name)
        if account is None or not account.enabled:
            raise ProviderFailed(why=ProviderFailed.Why.NO_ACCOUNT, name=name)
        return _begin(app, uow, name, client, "signed_in_by_provider")

    try:
        return transaction(app.engine, work)
    except ProviderFailed:
        told = AccountEntry(name, "refused", "", client, app.clock())
        transaction(app.engine, lambda uow: uow.accounts.log(told))
        raise


def _begin(app: App, uow: UnitOfWork, person: str, client: str, what: str) -> str:
    """A new session; returns the token that goes into the cookie and is kept nowhere."""
    token, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), app.clock()
    uow.accounts.begin(Session(digest(token), person, csrf, client, now, now))
    uow.accounts.log(AccountEntry(person, what, person, client, now))
    return token


def _refusal(app: App, typed: SignIn) -> BadCredentials:
    told = AccountEntry(typed.name, "refused", "", typed.client, app.clock())
    transaction(app.engine, lambda uow: uow.accounts.log(told))
    return BadCredentials()


def session_of(app: App, token: str, lifetimes: Lifetimes) -> SignedIn | None:
    """Whose cookie this is, and does it still count; None for a token nobody has."""
    now = app.clock()
    with reading(app) as uow:
        session = uow.accounts.session(digest(token))
        if session is None:
            return None
        app.take_up(uow)
        viewer = viewer_of(app, uow, session.person)
    found = SignedIn(session, viewer, session.live(now, lifetimes))
    if found.live and now - session.seen_at > LAST_SEEN_RESOLUTION:
        leave(app, SessionSeen(session.token, now))
    return found


def sign_out(app: App, session: Session) -> None:
    end_session(app, session.person, session.token, by=session.person)


def end_session(app: App, person: str, token: str, *, by: str) -> None:
    """End one session of a person, named by its hash. Another's: raises NotAllowed."""

    def work(uow: UnitOfWork) -> None:
        if by != person:
            check_administers_accounts(app, uow, by)
        if uow.accounts.end(person, app.clock(), token=token):
            uow.accounts.log(AccountEntry(person, "signed_out", by, "", app.clock()))

    transaction(app.engine, work)
