"""The papers a dossier must hold, how fresh they must be, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from domain.basis import Basis
from domain.in_force import Frozen
from domain.workdays import months_after


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


def expired(paper: DossierPaper, dated: date, on: date) -> bool:
    """Is a paper dated `dated` too old on `on`? (health certificate and photo: 6 months)"""
    return paper.months is not None and on > months_after(dated, paper.months)
