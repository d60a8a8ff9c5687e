"""What the pages need to know of this installation."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.signing.trust import NOBODY, Trust
from domain.accounts.accounts import Lifetimes


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID provider that vouches for people; `claim` holds the user name of their account."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str = "preferred_username"


@dataclass(frozen=True, slots=True)
class Options:
    """`secure`: browsers reach us by https, so cookies never leave by anything else.

    `hosts` are the only ones a request may name; none: any. `setup` is the code of the first-run
    page, empty where an administrator exists. `address` is how browsers reach us, for links that
    are handed on; empty: as the request says. `trust` are the authorities whose signatures count.
    """

    secure: bool = False
    hosts: frozenset[str] = frozenset()
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    setup: str = ""
    address: str = ""
    provider: Provider | None = None
    trust: Trust = NOBODY
    api_rate: str = "600/minute"  # of each token
    contact: str = ""  # whom to ask, as pages of help say it
    metrics: str = field(default="", repr=False)  # token of who reads figures; empty: nobody

    @property
    def cookie(self) -> str:
        return "__Host-thamdinh" if self.secure else "thamdinh"
