"""Which register a decision's number comes from, and how the number is printed.

State bodies count per body and year (Decree 30/2020, Appx I); Party bodies per document type and
committee term (HD 05-HD/VPTW of 2026, before it HD 36-HD/VPTW of 2018).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.law.agencies import Agency
from domain.law.basis import Confidence
from domain.law.in_force import Dated, version_on


class PartyTerm(Dated):
    """One committee term, from the close of a congress to the close of the next."""

    name: str  # "2025-2030"
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """`key` names the register; the rest is how its numbers are printed."""

    key: str
    layout: str
    type_code: str
    sign: str

    def symbol(self, number: int) -> str:
        """ "05-QĐ/TU" for a Party body, "05/QĐ-UBND" for a State body."""
        if self.layout == "party":
            return f"{number:02d}-{self.type_code}/{self.sign}"
        return f"{number:02d}/{self.type_code}-{self.sign}"


def series_for(agency: Agency, type_code: str, dated: date, terms: Iterable[PartyTerm]) -> Series:
    """The register for a paper of `agency` dated `dated`: a back-dated paper gets the old one.

    Raises NoVersionInForce when no Party term covers the date.
    """
    sign = agency.name(dated).sign or agency.code
    if agency.layout == "party":
        term = version_on(terms, dated, what="party term")
        return Series(f"{agency.code}:{type_code}:{term.name}", "party", type_code, sign)
    return Series(f"{agency.code}:{dated.year}", "state", type_code, sign)
