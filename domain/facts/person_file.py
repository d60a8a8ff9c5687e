"""What a decision wrote into the file of the person, and which later paper undid it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.directory.actors import Actor
from domain.directory.decided import DecidedRow
from domain.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWritten(Fact):
    """`symbol` and `dated` are those of the decision that says so."""

    person: str
    symbol: str
    dated: date
    rows: tuple[DecidedRow, ...]
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUndone(Fact):
    """What the decision `symbol` had written holds no more, by the later paper `undone_by`."""

    person: str
    symbol: str
    undone_by: str
    dated: date
    by: Actor
