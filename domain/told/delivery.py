"""What a mail server answered, and what follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.accounts.webhooks import next_try
from domain.errors import BadInput

LONGEST_ADDRESS = 254  # RFC 5321 section 4.5.3.1
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")  # RFC 3463
NO_SUCH_MAILBOX = frozenset({550, 551, 553})  # where no enhanced code says it better


class MailEnd(StrEnum):
    """What became of a mail; none as long as it is on its way."""

    SENT = "sent"
    NOTHING = "nothing"  # when it was to leave, nothing in it was news or theirs any more
    REFUSED = "refused"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """`code` of SMTP, 0 where the connection broke. `of_address`: it answered to the recipient.
    Of the words nothing is kept but the enhanced code: a server may repeat what it was sent."""

    code: int
    status: str = ""
    of_address: bool = False

    @property
    def said(self) -> str:
        return f"{self.code} {self.status}".strip() if self.code else "disconnected"

    @property
    def is_final(self) -> bool:
        return 500 <= self.code < 600

    @property
    def blames_address(self) -> bool:
        """Will nothing ever arrive there?"""
        if not (self.is_final and self.of_address):
            return False
        return is_dead(self.status) if self.status else self.code in NO_SUCH_MAILBOX


def is_dead(status: str) -> bool:
    """An enhanced code that speaks of the address itself (RFC 3463: 5.1.x) or of a mailbox that was
    closed (5.2.1)."""
    return status.startswith("5.1.") or status == "5.2.1"


def enhanced(text: str) -> str:
    """The enhanced code in what a server said; empty where there is none."""
    found = ENHANCED.search(text)
    return found[1] if found else ""


def after(answer: MailAnswer, tries: int, now: datetime) -> MailEnd | datetime:
    """What becomes of a mail after its n-th try, or when it is tried again."""
    if 200 <= answer.code < 300:
        return MailEnd.SENT
    if answer.is_final:
        return MailEnd.REFUSED
    return next_try(tries, now) or MailEnd.GIVEN_UP


def check_address(text: str) -> str:
    """The address in its one form: without blanks around, the domain in small letters.

    Raises BadInput for what no mail server of the old kind (ASCII) takes.
    """
    name, _, domain = text.strip().rpartition("@")
    address = f"{name}@{domain.lower()}"
    if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
        raise BadInput(field="address", rule=BadInput.Rule.NO_ADDRESS, value=text[:80])
    return address
