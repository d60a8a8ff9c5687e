"""The decision of a case: issued under a number, made final, numbered anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.directory.actors import Actor
from domain.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionIssued(Fact):
    paper: str
    series: str
    number: int
    symbol: str  # as printed: "05-QĐ/TU", "05/QĐ-UBND"
    dated: date
    signer: str
    approved: str  # hash of the draft that was approved
    by: Actor
    confirmed: str = ""  # reason for going on: another law on that date, or something missing
    overridden: tuple[str, ...] = ()  # what was missing and did not block, by its key
    document: str = ""  # the paper the reason rests on, by number and date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalMade(Fact):
    """The numbered and dated text of an issued paper. `content` is its SHA-256."""

    paper: str
    content: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbered(Fact):
    """The number of an issued decision was voided, and the next one taken in its place."""

    paper: str
    series: str
    voided: int
    voided_symbol: str
    number: int
    symbol: str
    reason: str
    by: Actor
