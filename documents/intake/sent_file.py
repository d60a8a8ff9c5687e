"""A file as somebody sends it, not looked at yet."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SentFile:
    """`not_secret`: who sends it says that no word of its name is a mark of secrecy."""

    name: str
    content: bytes = field(repr=False)
    not_secret: bool = False
