"""The box of a running ballot on screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Names of those who voted and sums by choice; both without order."""

    voted: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    def with_vote(self, person: str, choice: str) -> Box:
        counts = Counter(dict(self.counts))
        counts[choice] += 1
        return Box(tuple(sorted({*self.voted, person})), tuple(sorted(counts.items())))
