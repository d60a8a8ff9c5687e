"""Who may sign in: what a password must be, when an account rests, how long a session lives.

A password is long and not guessable from the account; no rule about kinds of letters, no forced
change by date (NIST SP 800-63B section 3.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.accounts.errors import AccountLocked, WeakPassword
from domain.text import fold

SHORTEST, LONGEST = 12, 200
FREE_TRIES = 5
REST = timedelta(minutes=15)
INVITATION = timedelta(days=3)
COMMON = ("123456", "password", "matkhau", "qwerty", "111111", "abcdef", "thamdinh", "daklak")


@dataclass(frozen=True, slots=True)
class Account:
    """How one person of the directory signs in. Hashes only; empty text means "none".

    `failed` counts wrong tries since the last good one. `invited` is the hash of a one-time link.
    `totp` is the secret of the second factor; `totp_last` the last time step that was used.
    """

    person: str
    password: str = ""
    totp: str = ""
    totp_last: int = 0
    failed: int = 0
    resting_until: datetime | None = None
    enabled: bool = True
    invited: str = ""
    invited_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """`idle` after the last page seen, `whole` after signing in, whichever ends first."""

    idle: timedelta = timedelta(hours=1)
    whole: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """`token` is the hash of the cookie; `csrf` goes into every form of this session."""

    token: str
    person: str
    csrf: str
    client: str
    begun_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None

    def live(self, now: datetime, lifetimes: Lifetimes) -> bool:
        return (
            self.ended_at is None
            and now < self.seen_at + lifetimes.idle
            and now < self.begun_at + lifetimes.whole
        )


def check_password(person: str, full_name: str, password: str) -> None:
    """Raises WeakPassword with the rule that is broken."""
    said = fold(password).replace(" ", "")
    if len(password) < SHORTEST:
        raise WeakPassword(rule="short", least=SHORTEST)
    if len(password) > LONGEST:
        raise WeakPassword(rule="long", most=LONGEST)
    if fold(person) in said or fold(full_name).replace(" ", "") in said:
        raise WeakPassword(rule="name")
    if len(set(said)) < 5 or any(said.strip("0123456789!@#.") == word for word in COMMON):
        raise WeakPassword(rule="common")


def check_not_locked(account: Account, now: datetime) -> None:
    """Raises AccountLocked while an account rests after too many wrong tries."""
    if account.resting_until is not None and now < account.resting_until:
        raise AccountLocked(until=account.resting_until)


def lock_after(failed: int, now: datetime) -> datetime | None:
    """Until when an account rests after its n-th wrong try: longer each time, never for ever."""
    if failed < FREE_TRIES:
        return None
    longer: int = min(2 ** (failed - FREE_TRIES), 16)
    return now + REST * longer
