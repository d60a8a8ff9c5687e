"""Encrypted running sums: what a box holds instead of ballots.

For each choice one ElGamal pair (A, B) = (r·G, m·G + r·K) under the joint key K of the tellers,
where m is how many have chosen it. Whoever casts adds 1 to one sum and 0 to the others, and gives
all of them fresh randomness: two states of a box that are not one cannot be told from noise
without every teller's secret, whatever was chosen between them. All states have one size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from domain.votes.group import NEUTRAL, base, generator, minus, plus, reduced, times

POINT = 32  # octets
PAIR = 2 * POINT

Chance = Callable[[int], bytes]  # that many octets nobody can foretell


def nothing(choices: int) -> bytes:
    """Sums of zero, not yet encrypted: nothing has been cast, and that is no secret."""
    return bytes(choices * PAIR)


def with_one(sums: bytes, key: bytes, place: int, chance: Chance) -> bytes:
    """The sums after one more ballot for the choice at `place`, all re-randomised."""
    added = (NEUTRAL, generator())
    return b"".join(
        _fresh(first, plus(second, added[here == place]), key, chance)
        for here, (first, second) in enumerate(pairs(sums))
    )


def _fresh(first: bytes, second: bytes, key: bytes, chance: Chance) -> bytes:
    by = reduced(chance(64))
    return plus(first, base(by)) + plus(second, times(by, key))


def pairs(sums: bytes) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(sums), PAIR):
        yield sums[start : start + POINT], sums[start + POINT : start + PAIR]


def firsts(sums: bytes) -> tuple[bytes, ...]:
    """The A of each choice: what a teller multiplies by their secret."""
    return tuple(first for first, _ in pairs(sums))


def opened(sums: bytes, parts: Sequence[Sequence[bytes]], most: int) -> tuple[int, ...] | None:
    """The sums in clear; `parts` are the tellers' secret · A for each choice, teller by teller.

    None where one of them is no number up to `most`: the box or a part is not what it should be.
    """
    numbers = _small(most)
    found = [
        numbers.get(reduce(minus, shares, second))
        for (_, second), *shares in zip(pairs(sums), *parts, strict=True)
    ]
    counts = tuple(count for count in found if count is not None)
    return counts if len(counts) == len(found) else None


def _small(most: int) -> dict[bytes, int]:
    """Number by point, 0 … `most`."""
    point, known = NEUTRAL, {}
    for number in range(most + 1):
        known[point] = number
        point = plus(point, generator())
    return known
