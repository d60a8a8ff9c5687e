"""The tree over all that was written (RFC 9162 section 2.1), its roots and consistency proofs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from domain.audit.sealing import root


def leaf_of(*said: str | int) -> bytes:
    """The leaf of one line: its table, its chain, its place there and its digest."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + text.encode()).digest()


class Growing:
    """A tree that lines are added to; its root is known at every size for the cost of a path."""

    def __init__(self) -> None:
        self.size = 0
        self.full: list[bytes] = []  # roots of the complete trees it is made of, largest first

    def add(self, leaf: bytes) -> None:
        self.size += 1
        node, count = leaf, self.size
        while count % 2 == 0:
            node, count = _node(self.full.pop(), node), count // 2
        self.full.append(node)

    def root(self) -> bytes:
        if not self.full:
            return hashlib.sha256(b"").digest()
        node = self.full[-1]
        for left in reversed(self.full[:-1]):
            node = _node(left, node)
        return node


def consistency(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """That the tree of all leaves begins with the tree of the first `old`: about log2 hashes."""
    return _proof(leaves, old, whole=True) if 0 < old < len(leaves) else []


def _proof(leaves: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    cut = 1 << ((len(leaves) - 1).bit_length() - 1)
    left, right = leaves[:cut], leaves[cut:]
    if old <= cut:
        return [*_proof(left, old, whole=whole), root(right)]
    return [*_proof(right, old - cut, whole=False), root(left)]


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
