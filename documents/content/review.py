"""The findings about a candidate as a printed sheet groups them: enough, lacking, for a person."""

from __future__ import annotations

from typing import Any

from domain.eligibility.eligibility import Finding, Verdict
from domain.papers.case_file import CaseFile

GROUPS = {
    "met": "Đủ",
    "lacking": "Thiếu",
    "missing": "Thiếu dữ liệu (người quyết định)",
    "waiver": "Cần đặc cách",
    "person": "Cần người quyết định",
}


def review_of(file: CaseFile) -> list[dict[str, Any]]:
    """What needs work first; a group with nothing in it is left out."""
    order = ("lacking", "missing", "waiver", "person", "met")
    found = [*file.findings, *file.papers]
    groups = [(name, [f for f in found if group_of(f) == name]) for name in order]
    return [
        {
            "title": f"{GROUPS[name]} ({len(rows)})",
            "met": name == "met",
            "rows": [_row(file, f) for f in rows],
        }
        for name, rows in groups
        if rows
    ]


def group_of(finding: Finding) -> str:
    match finding.verdict:
        case Verdict.MET:
            return "met"
        case Verdict.NOT_MET:
            return "lacking"
        case Verdict.DATA_MISSING:
            return "missing"
        case _:
            return "waiver" if finding.waivable else "person"


def _row(file: CaseFile, finding: Finding) -> dict[str, str]:
    cited = "; ".join(f"{file.instruments.cite(b)} [{b.confidence}]" for b in finding.basis)
    return {
        "title": finding.title,
        "required": finding.required,
        "measured": finding.measured,
        "basis": cited,
        "fix": finding.fix or "–",
    }
