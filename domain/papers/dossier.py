"""The papers a dossier must hold, which are missing, and which are too old."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from pydantic import Field

from domain.calendar.workdays import months_after
from domain.eligibility.eligibility import Finding, Force, Verdict
from domain.law.basis import Basis
from domain.law.in_force import Frozen

COMPLETE = "B-18"  # law-cadre.md 6a: complete and fresh


class DossierPaper(Frozen):
    """One item of the checklist. `months`: how old the paper may be when the file is sent; `own`:
    a paper the person concerned gives in themselves; `archive`: it may still come once the
    decision is issued."""

    id: str
    title: str
    months: int | None = None
    own: bool = False
    archive: bool = False
    readers: tuple[str, ...] = ()  # roles that may open it; empty: every body with a part
    basis: tuple[Basis, ...] = Field(min_length=1)

    def bases_on(self, day: date) -> tuple[Basis, ...]:
        return tuple(basis for basis in self.basis if basis.covers(day))


def review(
    required: Iterable[DossierPaper], held: Collection[str], dates: Mapping[str, date], on: date
) -> tuple[Finding, ...]:
    """Each paper of the checklist: held, and on `on` not older than it may be.

    `held` are kinds in the dossier, `dates` the dates on the papers. A paper that ages and whose
    date is not on file is never a pass.
    """
    return tuple(_finding(paper, held, dates.get(paper.id), on) for paper in required)


def _finding(paper: DossierPaper, held: Collection[str], dated: date | None, on: date) -> Finding:
    """Only a list read in the text of that day blocks; a list carried over is for a person."""
    verdict, measured = _measure(paper, paper.id in held or dated is not None, dated, on)
    read = any(basis.confidence.may_block for basis in paper.bases_on(on))
    force = Force.BLOCK if read else Force.PERSON
    limit = f" (không quá {paper.months} tháng)" if paper.months else ""
    return Finding(
        rule=f"{COMPLETE} {paper.id}",
        title=paper.title,
        verdict=verdict,
        measured=measured,
        required=paper.title + limit,
        force=force,
        waivable=False,
        basis=paper.bases_on(on),
        fix="" if verdict == Verdict.MET else FIXES.get(measured, "bổ sung bản mới"),
    )


ABSENT, UNDATED = "chưa có", "có, chưa ghi ngày của giấy tờ"
FIXES = {ABSENT: "bổ sung vào hồ sơ", UNDATED: "ghi ngày của giấy tờ"}


def _measure(paper: DossierPaper, held: bool, dated: date | None, on: date) -> tuple[Verdict, str]:
    if not held:
        return Verdict.NOT_MET, ABSENT
    if paper.months is None:
        return Verdict.MET, f"ngày {dated:%d/%m/%Y}" if dated else "có"
    if dated is None:
        return Verdict.DATA_MISSING, UNDATED
    until = months_after(dated, paper.months)
    shown = f"ngày {dated:%d/%m/%Y}, dùng được đến {until:%d/%m/%Y}"
    return (Verdict.MET if dated <= on <= until else Verdict.NOT_MET), shown
