"""What a proof finds wrong, and the story that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from domain.law.proofs import Property
from regulations.proof.paths import Move


class PathFault(StrEnum):
    """What fails; worded in `proof_faults` of the words."""

    NO_END = "no_end"
    ASKS_ON = "asks_on"
    DEAD = "dead"
    RING = "ring"
    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    REFUSED = "refused"
    STALE = "stale"
    BEFORE = "before"
    PAST = "past"
    NOT_TAKEN = "not_taken"
    NO_ANSWER = "no_answer"
    SILENT = "silent"
    NOBODY = "nobody"
    NO_GATE = "no_gate"
    NO_TEXT = "without_text"
    LATER = "later"
    TOO_LONG = "too_long"
    TWICE = "twice"
    NEEDLESS = "needless"
    NO_ARTICLE = "no_article"


@dataclass(frozen=True, slots=True)
class Failure:
    """`at` is the step or role concerned, or the day; `facts` go into the wording of `why`."""

    property: Property
    at: str
    why: PathFault
    facts: dict[str, str] = field(default_factory=dict)
    story: tuple[Move, ...] = ()
