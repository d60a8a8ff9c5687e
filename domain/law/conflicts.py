"""Where legal texts differ: both are shown, with how this software handles it, never hidden."""

from __future__ import annotations

from pydantic import Field

from domain.law.basis import Basis
from domain.law.in_force import Dated, Frozen


class Side(Frozen):
    """What one text says, in our words. The days of `basis` are the days it says so."""

    basis: Basis
    says: str


class Conflict(Dated):
    id: str
    title: str
    sides: tuple[Side, ...] = Field(min_length=2)
    handling: str
