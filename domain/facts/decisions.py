"""The decision of a case: issued, made final, numbered anew, changed by a later paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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


class DecisionChange(StrEnum):
    """What a later paper does to a decision: thu hồi, hủy bỏ, thay thế, đính chính."""

    REVOKE = "revoke"
    ANNUL = "annul"
    REPLACE = "replace"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionChanged(Fact):
    """The body that issued a decision changed it by a paper with a number of its own.

    `changes_…` name the decision changed, as it was numbered then; `says` is what holds now, where
    it is replaced or corrected, `effective`, `last_day` and `form` what of it the person's file
    takes over; `reason` rests on `document`; `overridden` are lines of readiness that did not block
    a replacement, by their key.
    """

    how: DecisionChange
    changes_series: str
    changes_number: int
    changes_symbol: str
    changes_dated: date
    paper: str
    series: str
    number: int
    symbol: str
    dated: date
    signer: str
    reason: str
    document: str
    by: Actor
    says: str = ""
    overridden: tuple[str, ...] = ()
    effective: date | None = None
    last_day: date | None = None
    form: str = ""
