"""The group of the audit pack is that of libsodium, octet by octet, also in what it refuses."""

from __future__ import annotations

import random
import runpy

import pytest
import rbcl

from documents.audit_pack import PACK
from domain.votes import group

PLAIN = runpy.run_path(str(PACK / "ballots.py"))
decoded, encoded, times, added = (PLAIN[n] for n in ("decoded", "encoded", "times", "added"))
ORDER, BASE = PLAIN["ORDER"], PLAIN["BASE"]


def scalars(count):
    chance = random.Random(15)
    return [1, 2, 3, ORDER - 1, *(chance.randrange(1, ORDER) for _ in range(count))]


@pytest.mark.parametrize("number", scalars(20))
def test_multiples_and_sums_are_those_of_libsodium(number):
    octets = number.to_bytes(32, "little")
    point = group.base(octets)
    assert encoded(times(number, BASE)) == point
    assert encoded(decoded(point)) == point
    assert encoded(times(7, decoded(point))) == group.times((7).to_bytes(32, "little"), point)
    assert encoded(added(decoded(point), BASE)) == group.plus(point, group.generator())
    minus = added(decoded(point), PLAIN["negative"](BASE))
    assert encoded(minus) == group.minus(point, group.generator())


def test_points_from_hashes_too():
    """Points of which nobody knows the multiple, as 64 octets lead to them."""
    chance = random.Random(16)
    for _ in range(20):
        point = rbcl.crypto_core_ristretto255_from_hash(chance.randbytes(64))
        assert encoded(decoded(point)) == point


def test_what_is_a_point_for_one_is_a_point_for_the_other():
    chance = random.Random(17)
    tried = [chance.randbytes(31) + bytes([chance.randrange(128)]) for _ in range(200)]
    tried += [bytes(32), b"\xff" * 32, (PLAIN["P"]).to_bytes(32, "little")]
    ours = [is_point(octets) for octets in tried]
    assert ours == [bool(rbcl.crypto_core_ristretto255_is_valid_point(o)) for o in tried]
    assert any(ours)
    assert not all(ours)


def is_point(octets):
    try:
        decoded(octets)
    except ValueError:
        return False
    return True


def test_hashes_are_those_of_the_product():
    for parts in ((), (b"",), (b"a", b"bc"), (b"ab", b"c")):
        ours = PLAIN["hashed"]("x", *parts)
        assert ours.to_bytes(32, "little") == group.hashed("x", *parts)
