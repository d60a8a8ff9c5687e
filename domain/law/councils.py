"""Dated compositions of the discipline council (councils.yaml)."""

from __future__ import annotations

from pydantic import Field

from domain.law.basis import Basis
from domain.law.in_force import Dated


class CouncilRule(Dated):
    """Seats of the council for a managing public employee while this text is in force."""

    seats: tuple[str, ...] = Field(min_length=3)
    quorum: int = Field(gt=0)
    needs: tuple[str, ...]
    secretary_is_member: bool
    basis: Basis

    @property
    def size(self) -> int:
        """How many members."""
        return len(self.seats)
