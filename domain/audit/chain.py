"""The hash chain of a case: each fact carries the digest of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One stored fact as the chain sees it. `body` is its exact JSON text, `at` ISO 8601 UTC."""

    case_id: str
    version: int
    part: int
    act_id: str
    kind: str
    at: str
    body: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """The first row of a case at which the chain does not hold, and why."""

    case_id: str
    version: int
    part: int
    why: str  # edited | missing_before | out_of_order | tail_cut | extra | no_case
    table: str = "events"


def digest(previous: str, link: Link) -> str:
    """SHA-256 over everything the row says and the digest before it."""
    said = [
        previous,
        link.case_id,
        link.version,
        link.part,
        link.act_id,
        link.kind,
        link.at,
        link.body,
    ]
    text = json.dumps(said, ensure_ascii=False, default=repr)  # what no fact holds was put there
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(link: Link) -> Link:
    """The same row with its digest."""
    return replace(link, digest=digest(link.previous, link))


def first_bad(
    links: Iterable[Link], *, version: int, head: str, after: tuple[int, str] | None = None
) -> BadRow | None:
    """The first row that was edited, removed, added or moved; None when all holds.

    `version` and `head` are what the case row says its last act and digest are: a tail cut off
    is found by them. `after`: version and digest of the row before the first of these, where the
    chain up to there is known to hold.
    """
    previous, last = (after[1], (after[0], 0)) if after else (GENESIS, (0, -1))
    case_id = ""
    for link in links:
        case_id = link.case_id
        if why := _fault(link, previous, last):
            return BadRow(case_id=link.case_id, version=link.version, part=link.part, why=why)
        previous, last = link.digest, (link.version, link.part)
    if isinstance(version, int) and last[0] > version:
        return BadRow(case_id=case_id, version=last[0], part=last[1], why="extra")
    if (last[0], previous) != (version, head):
        return BadRow(case_id=case_id, version=last[0], part=last[1] + 1, why="tail_cut")
    return None


def _fault(link: Link, previous: str, last: tuple[int, int]) -> str | None:
    place = (link.version, link.part)
    if place not in ((last[0], last[1] + 1), (last[0] + 1, 0)):
        if not all(isinstance(part, int) for part in place):
            return "edited"
        return "missing_before" if place > last else "out_of_order"
    if link.previous != previous:
        return "missing_before"
    return None if digest(previous, link) == link.digest else "edited"
