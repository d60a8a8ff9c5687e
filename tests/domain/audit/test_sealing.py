"""The Merkle tree: every leaf finds its way to the root, and any other content another root."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from domain.audit.sealing import (
    Head,
    leaf,
    leaves,
    path,
    root,
)


def climbed(node, way):
    for side, other in way:
        pair = bytes.fromhex(other) + node if side == "left" else node + bytes.fromhex(other)
        node = hashlib.sha256(b"\x01" + pair).digest()
    return node


@given(st.integers(1, 70), st.data())
def test_every_leaf_finds_the_root_by_a_short_way(count, data):
    nodes = [bytes([number]) * 32 for number in range(count)]
    place = data.draw(st.integers(0, count - 1))
    way = path(nodes, place)
    assert climbed(nodes[place], way) == root(nodes)
    assert len(way) <= (count - 1).bit_length()


def test_the_tree_is_the_one_of_rfc_6962():
    a, b, c = (bytes([number]) * 32 for number in range(3))
    join = lambda left, right: hashlib.sha256(b"\x01" + left + right).digest()  # noqa: E731
    assert root([a, b, c]) == join(join(a, b), c)
    assert root([]) == hashlib.sha256(b"").digest()


def test_the_order_of_cases_does_not_matter_and_every_part_of_a_head_does():
    one, two = Head("B", 2, "x"), Head("A", 1, "y")
    assert leaves({"B": one, "A": two}) == leaves({"A": two, "B": one})
    assert len({leaf(one), leaf(Head("B", 3, "x")), leaf(Head("B", 2, "z")), leaf(two)}) == 4
