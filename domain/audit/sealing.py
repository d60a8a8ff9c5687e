"""A seal over the heads of all cases: a Merkle tree (RFC 6962 section 2.1) whose root is signed.

A chain shows that a case was changed; a seal kept elsewhere shows that a whole case, or the whole
database, was put in place of another. A seal says what stood at one instant: nothing sealed may be
missing later, and what came since is sealed next time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of a case when it was sealed: its act's version and its digest."""

    case_id: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class Seal:
    """`previous` is the digest of the seal before, so that none can be left out; `at` ISO 8601
    UTC; key and signature (Ed25519) in hexadecimal. `cases` is how many heads the root covers."""

    number: int
    at: str
    cases: int
    root: str
    previous: str
    public_key: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class BadSeal:
    """A seal that does not hold. why: signature | order | root | head (with the case)."""

    number: int
    why: str
    case_id: str = ""


def said(seal: Seal) -> bytes:
    """What is signed: everything but the signature."""
    named = asdict(replace(seal, signature=""))
    del named["signature"]
    return json.dumps(named, sort_keys=True, ensure_ascii=False).encode()


def digest(seal: Seal) -> str:
    return hashlib.sha256(said(seal)).hexdigest()


def leaves(heads: Mapping[str, Head]) -> list[bytes]:
    """In the order of the ids of the cases."""
    return [leaf(heads[case_id]) for case_id in sorted(heads)]


def leaf(head: Head) -> bytes:
    text = json.dumps([head.case_id, head.version, head.digest], ensure_ascii=False)
    return hashlib.sha256(b"\x00" + text.encode()).digest()


def root(nodes: Sequence[bytes]) -> bytes:
    if not nodes:
        return hashlib.sha256(b"").digest()
    if len(nodes) == 1:
        return nodes[0]
    left, right = halves(nodes)
    return node(root(left), root(right))


def path(nodes: Sequence[bytes], place: int) -> list[tuple[str, str]]:
    """What a leaf is joined with on its way up: ("left" or "right", digest in hexadecimal)."""
    if len(nodes) == 1:
        return []
    left, right = halves(nodes)
    if place < len(left):
        return [*path(left, place), ("right", root(right).hex())]
    return [*path(right, place - len(left)), ("left", root(left).hex())]


def halves(nodes: Sequence[bytes]) -> tuple[Sequence[bytes], Sequence[bytes]]:
    """The left part is the largest power of two that leaves something on the right."""
    cut = 1 << ((len(nodes) - 1).bit_length() - 1)
    return nodes[:cut], nodes[cut:]


def node(left: bytes, right: bytes) -> bytes:
    """Of two trees joined."""
    return hashlib.sha256(b"\x01" + left + right).digest()
