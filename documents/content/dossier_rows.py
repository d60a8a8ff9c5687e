"""The papers of a dossier, one row each: what is asked for, what is there, from which day."""

from __future__ import annotations

from documents.content.vietnamese import BLANK, short_date, words
from documents.values import DossierRow, DossierValues
from domain.papers.case_file import CaseFile
from domain.papers.dossier import COMPLETE


def dossier_of(file: CaseFile) -> DossierValues:
    """Rows of the list that goes along with the file, and how many papers are there or lack.

    A paper known only by its date on the record counts as there, as the dossier check has it.
    """
    rows = [_required(file, kind) for kind in file.law.procedure.dossier]
    rows += _others(file)
    there = sum(row["held"] for row in rows)
    lacking = len(rows) - there
    return {"dossier": rows, "papers_held": _spelled(there), "papers_lacking": _spelled(lacking)}


def _required(file: CaseFile, kind: str) -> DossierRow:
    finding = next(f for f in file.papers if f.rule == f"{COMPLETE} {kind}")
    names = [paper.name for paper in file.attached if paper.kind == kind]
    dated = file.subject.record.papers.get(kind)
    held = bool(names) or dated is not None
    return {
        "title": finding.title,
        "held": held,
        "files": len(names),
        "dated": short_date(dated) if dated else (BLANK if held else "–"),
        "note": "; ".join(names) if held else "chưa có",
    }


def _spelled(number: int) -> str:
    return f"{number:02d} ({words(number)})"


def _others(file: CaseFile) -> list[DossierRow]:
    """Papers of no kind on the checklist (replies, other papers), by their own names."""
    asked = file.law.procedure.dossier
    return [
        {"title": paper.name, "held": True, "files": 1, "dated": BLANK, "note": ""}
        for paper in file.attached
        if paper.kind not in asked
    ]
