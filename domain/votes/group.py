"""The group in which a box is encrypted: ristretto255 (RFC 9496), computed by libsodium (`rbcl`).

Points and scalars are 32 octets each, written so that equal ones are equal octets. Nothing is
computed here but the name of the function: libsodium does it, in a time that tells nothing.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from types import ModuleType

NEUTRAL = bytes(32)
ONE = (1).to_bytes(32, "little")
TAG = b"thamdinh/ballot/1"  # nothing hashed for another purpose is ever taken for one of ours


@cache
def _sodium() -> ModuleType:
    """Loaded by the first ballot: it costs 0.1 s, and most commands hold none."""
    return import_module("rbcl")


@cache
def generator() -> bytes:
    return base(ONE)


def base(scalar: bytes) -> bytes:
    """scalar · G. Raises RuntimeError for zero."""
    return bytes(_sodium().crypto_scalarmult_ristretto255_base(scalar))


def times(scalar: bytes, point: bytes) -> bytes:
    """scalar · point. Raises RuntimeError for zero, the neutral point and what is no point."""
    return bytes(_sodium().crypto_scalarmult_ristretto255(scalar, point))


def plus(one: bytes, other: bytes) -> bytes:
    return bytes(_sodium().crypto_core_ristretto255_add(one, other))


def minus(one: bytes, other: bytes) -> bytes:
    return bytes(_sodium().crypto_core_ristretto255_sub(one, other))


def reduced(octets: bytes) -> bytes:
    """A scalar from 64 octets, each scalar as likely as any other."""
    return bytes(_sodium().crypto_core_ristretto255_scalar_reduce(octets))


def answered(nonce: bytes, challenge: bytes, secret: bytes) -> bytes:
    """nonce + challenge · secret."""
    product = _sodium().crypto_core_ristretto255_scalar_mul(challenge, secret)
    return bytes(_sodium().crypto_core_ristretto255_scalar_add(nonce, product))


def hashed(purpose: str, *parts: bytes) -> bytes:
    """A scalar from parts of any length, none of which can be taken for another."""
    said = (TAG, purpose.encode(), *parts)
    octets = b"".join(len(part).to_bytes(4, "big") + part for part in said)
    return reduced(hashlib.sha512(octets).digest())
