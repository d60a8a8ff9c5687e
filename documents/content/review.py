"""The findings about a candidate as a printed sheet groups them: enough, lacking, for a person."""

from __future__ import annotations

from typing import Any

from domain.eligibility.eligibility import Finding, Verdict
from domain.papers.case_file import CaseFile
from notifications.words import initial, word

ORDER = ("not_met", "data_missing", "waiver", "person_decides", "met")


def review_of(file: CaseFile) -> list[dict[str, Any]]:
    """What needs work first; a group with nothing in it is left out."""
    found = [*file.findings, *file.papers]
    groups = [(name, [f for f in found if group_of(f) == name]) for name in ORDER]
    return [
        {
            "title": f"{initial(word('verdicts', name))} ({len(rows)})",
            "met": name == "met",
            "rows": [_row(file, f) for f in rows],
        }
        for name, rows in groups
        if rows
    ]


def group_of(finding: Finding) -> str:
    """The verdict; apart where a decision of a higher body may let the person through."""
    waiver = finding.verdict == Verdict.PERSON_DECIDES and finding.waivable
    return "waiver" if waiver else str(finding.verdict)


def _row(file: CaseFile, finding: Finding) -> dict[str, str]:
    cited = "; ".join(f"{file.instruments.cite(b)} [{b.confidence}]" for b in finding.basis)
    return {
        "title": finding.title,
        "required": finding.required,
        "measured": finding.measured,
        "basis": cited,
        "fix": finding.fix or "–",
    }
