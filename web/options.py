"""What the pages need to know of this installation."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.accounts import Lifetimes


@dataclass(frozen=True, slots=True)
class Options:
    """`secure`: browsers reach us by https, so cookies never leave by anything else.

    `setup` is the code of the first-run page, empty where an administrator exists. `address` is
    how browsers reach us, for links that are handed on; empty: as the request says.
    """

    secure: bool = False
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    setup: str = ""
    address: str = ""

    @property
    def cookie(self) -> str:
        return "__Host-thamdinh" if self.secure else "thamdinh"
