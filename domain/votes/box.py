"""The box of a running ballot on screen."""

from __future__ import annotations

from dataclasses import dataclass

from domain.votes.sums import Chance, with_one


@dataclass(frozen=True, slots=True)
class Box:
    """Names of those who voted, without order, and apart from them the encrypted sums."""

    voted: tuple[str, ...] = ()
    sums: bytes = b""

    def with_vote(self, person: str, place: int, key: bytes, chance: Chance) -> Box:
        """One name more, and all sums anew; `place` is that of the choice on the ballot."""
        voted = tuple(sorted({*self.voted, person}))
        return Box(voted, with_one(self.sums, key, place, chance))
