"""Ties that keep a person out of a case, and the times of dealing with them (relations.yaml)."""

from __future__ import annotations

from pydantic import Field

from domain.law.basis import Basis
from domain.law.in_force import Dated, Frozen


class Relation(Frozen):
    """One tie of the list (relations.yaml)."""

    vi: str
    en: str


class InterestTime(Dated):
    """One of the times in which a conflict of interest is dealt with, in the order of the file."""

    id: str
    title: str
    working_days: int = Field(gt=0)
    basis: Basis
