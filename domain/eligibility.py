"""Eligibility: the law says *which* check with *which* numbers; Python says *how* to measure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.basis import Basis


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    PERSON_DECIDES = "person_decides"  # unknown fact, low confidence, or a waiver is possible


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied. `measured` and `required` are ready to print, with their units."""

    rule: str
    verdict: Verdict
    measured: str
    required: str
    waivable: bool
    basis: Basis
