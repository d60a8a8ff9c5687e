"""Where one person gets mail, and whether it arrives there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.accounts.errors import WrongCode
from domain.told.choices import MailChoices

CODE_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """`address` is where mail goes, empty: nowhere. `wanted` waits until its owner, signed in, has
    typed the code sent there; the code is made from `nonce` and a key of the installation.

    `returned_at`: since then nothing is sent there, for nothing arrives; `returned_why` is a code.
    No notice up to `since` is ever mailed; `taken_up` is the one up to which mail was made.
    """

    person: str
    address: str = ""
    wanted: str = ""
    nonce: str = ""
    wanted_until: datetime | None = None
    choices: MailChoices = field(default_factory=MailChoices)
    returned_at: datetime | None = None
    returned_why: str = ""
    since: int = 0
    taken_up: int = 0

    @property
    def takes_mail(self) -> bool:
        return bool(self.address) and self.returned_at is None

    def waits(self, now: datetime) -> bool:
        """Is there an address to be confirmed?"""
        return bool(self.wanted) and self.wanted_until is not None and now < self.wanted_until

    def wanting(self, address: str, nonce: str, now: datetime) -> Mailbox:
        """An address to be confirmed; mail goes on to where it went."""
        return replace(self, wanted=address, nonce=nonce, wanted_until=now + CODE_LASTS)

    def confirmed(self, newest: int) -> Mailbox:
        """Mail of what is told after notice number `newest` goes where it was wanted."""
        return replace(self._emptied(), address=self.wanted, since=newest, taken_up=newest)

    def removed(self) -> Mailbox:
        """No mail any more."""
        return self._emptied()

    def _emptied(self) -> Mailbox:
        return Mailbox(self.person, choices=self.choices, since=self.since, taken_up=self.taken_up)


def check_code(mailbox: Mailbox, fits: bool, now: datetime) -> None:
    """Raises WrongCode for another code than was sent, and for one whose time is over."""
    if not (fits and mailbox.waits(now)):
        raise WrongCode(rule=WrongCode.Rule.MAIL)
