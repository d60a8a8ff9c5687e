"""What the pages need to know of this installation."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.accounts import Lifetimes


@dataclass(frozen=True, slots=True)
class Options:
    """`secure`: browsers reach us by https, so cookies never leave by anything else.

    `setup` is the code of the first-run page, empty where an administrator exists.
    """

    secure: bool = False
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    setup: str = ""
    api_rate: str = "600/minute"  # of each token

    @property
    def cookie(self) -> str:
        return "__Host-thamdinh" if self.secure else "thamdinh"
