"""Accounts of people of the directory: a password, a second factor, closed.

Whoever looks after accounts never learns a password (actions/accounts/invitations.py).
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from actions.app import App
from domain.accounts.accounts import LONGEST, Account, check_password
from domain.accounts.errors import BadCredentials, SignInBusy
from domain.accounts.tries import Place, PlaceKind, check_not_resting, rest_after
from domain.directory.actors import Power, choose
from domain.errors import NotFound
from domain.text import nfc
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, transaction

HASHER = PasswordHasher()  # argon2id with the parameters of RFC 9106
AT_ONCE = threading.BoundedSemaphore(4)  # each takes 64 MiB and a processor
QUEUE = 15.0  # seconds to wait for one's turn
STEP = 30  # seconds of one code of the second factor


def digest(token: str) -> str:
    """What is kept of a token: whoever reads the database can use none of them."""
    return hashlib.sha256(token.encode()).hexdigest()


def same_secret(kept: str, shown: str) -> bool:
    """Compared in constant time, whatever letters were sent."""
    return secrets.compare_digest(kept.encode(), shown.encode())


@contextmanager
def taking_turns() -> Iterator[None]:
    """However many sign in at once, only a few passwords are hashed side by side.

    Raises SignInBusy for who waited in vain.
    """
    if not AT_ONCE.acquire(timeout=QUEUE):
        raise SignInBusy()
    try:
        yield
    finally:
        AT_ONCE.release()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A new password, hashed before a transaction begins: nothing slow holds the write lock."""

    password: str = field(repr=False)
    hash: str


def chosen(password: str) -> Chosen:
    """Raises SignInBusy."""
    with taking_turns():
        return Chosen(password, HASHER.hash(nfc(password)))


def matches(kept: str, password: str) -> bool:
    """Raises SignInBusy."""
    with taking_turns(), suppress(VerificationError):
        return HASHER.verify(kept, nfc(password))
    return False


def check_administers_accounts(app: App, uow: UnitOfWork, person: str) -> None:
    """Raises NotAllowed. The command line, on the machine itself, does not ask."""
    held = uow.directory.actors(person, app.today())
    if not any(actor.can(Power.ADMINISTER) for actor in held):
        agency = held[0].agency if held else ""
        choose(held, agency, Power.ADMINISTER)


def change_password(app: App, person: str, old: str, new: str, *, keep: str = "") -> None:
    """Every other session ends; `keep` is the token hash of the one at hand.

    Raises BadCredentials, AccountLocked, WeakPassword.
    """
    confirm(app, person, old)
    wanted = chosen(new[: LONGEST + 1])

    def work(uow: UnitOfWork) -> None:
        account = account_of(uow, person)
        put_password(app, uow, account, wanted, what="password_changed", keep=keep)

    transaction(app.engine, work)


def set_password(app: App, person: str, password: str) -> None:
    """Without an invitation: for the demonstration and the command line only."""
    wanted = chosen(password)

    def work(uow: UnitOfWork) -> None:
        account = uow.accounts.find(person) or Account(person)
        put_password(app, uow, account, wanted, what="password_set")

    transaction(app.engine, work)


def new_secret() -> str:
    """A secret for the second factor; it counts once a code made with it has been shown."""
    return pyotp.random_base32()


def secret_link(person: str, secret: str) -> str:
    """What the picture says to the app on the telephone (otpauth, RFC 6238)."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name="Thẩm Định")


def turn_on_second_factor(app: App, person: str, secret: str, code: str) -> None:
    """Whoever has one already shows a code of it first, see `confirm`.

    Raises BadCredentials when the code was not made with the secret.
    """

    def work(uow: UnitOfWork) -> None:
        account = account_of(uow, person)
        used = time_step(secret, code, app.clock(), after=0)
        uow.accounts.put(replace(account, totp=secret, totp_last=used))
        log_account(app, uow, person, "second_factor_on", person)

    transaction(app.engine, work)


def turn_off_second_factor(app: App, person: str) -> None:
    """Once the person has confirmed who they are."""

    def work(uow: UnitOfWork) -> None:
        uow.accounts.put(replace(account_of(uow, person), totp="", totp_last=0))
        log_account(app, uow, person, "second_factor_off", person)

    transaction(app.engine, work)


def confirm(app: App, person: str, password: str, code: str | None = None) -> None:
    """Who holds a session shows once more that they are its owner, before what outlives it.

    `code` None: the password is enough; otherwise whoever has a second factor shows a code of it.
    Every try is counted before anything is compared. Raises BadCredentials, AccountLocked,
    NotFound.
    """
    place = Place(kind=PlaceKind.SESSION)
    account = transaction(app.engine, lambda uow: _tried(app, uow, person, place))
    if not matches(account.password, password):
        raise BadCredentials()

    def work(uow: UnitOfWork) -> None:
        fresh = account_of(uow, person)
        if fresh.totp and code is not None:
            step = time_step(fresh.totp, code, app.clock(), after=fresh.totp_last)
            uow.accounts.put(replace(fresh, totp_last=step))
        uow.tries.forget(person, [place], app.clock())

    transaction(app.engine, work)


def _tried(app: App, uow: UnitOfWork, person: str, place: Place) -> Account:
    count_try(uow, person, [place], app.clock())
    return account_of(uow, person)


def count_try(uow: UnitOfWork, person: str, places: Iterable[Place], now: datetime) -> None:
    """Count a try against each place, as if it were wrong. Raises AccountLocked."""
    for place in places:
        tries = uow.tries.count(person, place, now)
        check_not_resting(tries, now)
        uow.tries.rest(person, place, rest_after(tries, now))


def time_step(secret: str, code: str, now: datetime, *, after: int) -> int:
    """The time step a code belongs to: now or its neighbours, and never one used before.

    Raises BadCredentials.
    """
    maker = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    for step in (current, current - 1, current + 1):
        if step > after and same_secret(maker.at(step * STEP), code.replace(" ", "")):
            return step
    raise BadCredentials()


def account_of(uow: UnitOfWork, person: str) -> Account:
    """Raises NotFound."""
    account = uow.accounts.find(person)
    if account is None:
        raise NotFound(kind="account", id=person)
    return account


def put_password(
    app: App, uow: UnitOfWork, account: Account, wanted: Chosen, *, what: str, keep: str = ""
) -> None:
    """Every session but `keep` ends. Raises WeakPassword."""
    named = uow.directory.person(account.person)
    check_password(named.id, named.full_name, wanted.password)
    fresh = replace(account, password=wanted.hash)
    uow.accounts.put(fresh)
    uow.accounts.end(account.person, app.clock(), all_but=keep)
    log_account(app, uow, account.person, what, account.person)


def log_account(app: App, uow: UnitOfWork, person: str, what: str, by: str, more: str = "") -> None:
    uow.accounts.log(AccountEntry(person, what, by, more, app.clock()))
