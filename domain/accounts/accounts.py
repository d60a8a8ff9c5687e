"""Who may sign in: what a password must be, how long a session lives.

A password is long and not guessable from the account; no rule about kinds of letters, no forced
change by date (NIST SP 800-63B section 3.1.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.accounts.errors import WeakPassword
from domain.text import fold, nfc

SHORTEST, LONGEST = 12, 200
INVITATION = timedelta(days=3)
COMMON = ["matkhau", "thamdinh", "daklak", "buonmathuot", "tinhuy", "baochi"]  # of this place
LEAST_SCORE = 3  # of 4, as zxcvbn counts: out of reach of anybody who may only try by sign-in


@dataclass(frozen=True, slots=True)
class Account:
    """How one person of the directory signs in. Hashes only; empty text means "none".

    `invited` is the hash of a one-time link; `invited_code` of the code that is told apart from it.
    `totp` is the secret of the second factor; `totp_last` the last time step that was used.
    """

    person: str
    password: str = ""
    totp: str = ""
    totp_last: int = 0
    enabled: bool = True
    invited: str = ""
    invited_until: datetime | None = None
    invited_code: str = ""


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


def name_typed(text: str) -> str:
    """The id that was meant: composed letters, small, without blanks around, cut to what one is."""
    return nfc(text).strip().casefold()[:40]


def check_password(person: str, full_name: str, password: str) -> None:
    """Raises WeakPassword with the rule that is broken."""
    password = nfc(password)
    said = fold(password).replace(" ", "")
    if len(password) < SHORTEST:
        raise WeakPassword(rule=WeakPassword.Rule.SHORT, least=SHORTEST)
    if len(password) > LONGEST:
        raise WeakPassword(rule=WeakPassword.Rule.LONG, most=LONGEST)
    if fold(person) in said or fold(full_name).replace(" ", "") in said:
        raise WeakPassword(rule=WeakPassword.Rule.NAME)
    if _score(said) < LEAST_SCORE:
        raise WeakPassword(rule=WeakPassword.Rule.COMMON)


def _score(said: str) -> int:
    """0 to 4. Words of ours are cut out first: the library knows none of this place."""
    from zxcvbn import zxcvbn  # here: its word lists take a while, and only a new password needs it

    for word in COMMON:
        said = said.replace(word, "")
    return int(zxcvbn(said[:72])["score"]) if said else 0
