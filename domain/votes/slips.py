"""Tellers' slips: the secret of a teller as letters on paper, its public key, and proofs.

A slip holds 160 bits of chance, so one hash makes the secret of it; a slow one would add nothing.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Sequence
from functools import reduce

from domain.errors import BadInput
from domain.votes.group import answered, base, generator, hashed, plus, times

OCTETS = 20
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LIKE = str.maketrans("018", "OIB", " -.\t\n")  # figures no slip holds, read as letters alike


def slip_of(octets: bytes) -> str:
    """Twenty octets of chance as eight groups of four letters."""
    letters = b32encode(octets).decode()
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def secret_of(slip: str, ballot: str) -> bytes:
    """The secret that a slip stands for in this ballot, and in no other. Raises BadInput."""
    letters = slip.upper().translate(LIKE)
    if len(letters) != 32 or not set(letters) <= set(LETTERS):
        raise BadInput(field="slip", rule=BadInput.Rule.SLIP, value="")
    return hashed("secret", letters.encode(), ballot.encode())


def key_of(secret: bytes) -> bytes:
    return base(secret)


def joint(keys: Iterable[bytes]) -> bytes:
    """The key under which a box is encrypted: what it hides opens to all tellers together only."""
    return reduce(plus, keys)


def parts_of(secret: bytes, points: Sequence[bytes]) -> tuple[bytes, ...]:
    """secret · point for each: a teller's part in opening the sums."""
    return tuple(times(secret, point) for point in points)


def proof(secret: bytes, points: Sequence[bytes], context: str) -> bytes:
    """That one secret made the key from G and each part from its point (Chaum and Pedersen 1992,
    made without a second party by Fiat and Shamir's hash); for no points, that the secret is known.

    Challenge and answer, 64 octets. The nonce comes from the secret itself and from everything
    else, so that no bad chance can give the secret away.
    """
    places = (generator(), *points)
    said = (context.encode(), *places)
    nonce = hashed("nonce", secret, *said)
    challenge = hashed("proof", *said, *parts_of(secret, places), *parts_of(nonce, places))
    return challenge + answered(nonce, challenge, secret)
