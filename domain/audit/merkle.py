"""The tree over all that was written (RFC 9162 section 2.1), its roots and consistency proofs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from domain.audit.sealing import halves, node, root


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
        joined, count = leaf, self.size
        while count % 2 == 0:
            joined, count = node(self.full.pop(), joined), count // 2
        self.full.append(joined)

    def root(self) -> bytes:
        if not self.full:
            return root([])
        joined = self.full[-1]
        for left in reversed(self.full[:-1]):
            joined = node(left, joined)
        return joined


def consistency(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """That the tree of all leaves begins with the tree of the first `old`: about log2 hashes."""
    return _proof(leaves, old, whole=True) if 0 < old < len(leaves) else []


def _proof(leaves: Sequence[bytes], old: int, *, whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if whole else [root(leaves)]
    left, right = halves(leaves)
    if old <= len(left):
        return [*_proof(left, old, whole=whole), root(right)]
    return [*_proof(right, old - len(left), whole=False), root(left)]
