"""The papers a dossier must hold, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.basis import Basis
from domain.in_force import Frozen


class DossierPaper(Frozen):
    """One item of the checklist. `months`: how old the paper may be when the file is sent."""

    id: str
    title: str
    months: int | None = None
    basis: Basis


def missing(
    required: Iterable[str], papers: Mapping[str, DossierPaper], held: Iterable[str]
) -> tuple[DossierPaper, ...]:
    """Papers of the checklist that the dossier does not hold."""
    have = set(held)
    return tuple(papers[paper] for paper in required if paper not in have)
