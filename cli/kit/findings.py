"""Findings as a table: what is asked, what there is, under which article, what to do."""

from __future__ import annotations

from collections.abc import Iterable

import bootstrap
from cli.kit.output import console, table
from domain.eligibility.eligibility import Finding
from domain.law.basis import Basis
from notifications.law_words import FORCES

VERDICTS = {
    "met": "đủ",
    "not_met": "chưa đủ",
    "person_decides": "cần người quyết định",
    "data_missing": "thiếu dữ liệu → người quyết định",
}


def cited_bases(bases: Iterable[Basis]) -> str:
    """Instruments and articles, one a line, with how surely each is known."""
    cite = bootstrap.app().catalogue.instruments.cite
    return "\n".join(f"{cite(basis)} \\[{basis.confidence}]" for basis in bases)


def print_findings(title: str, findings: Iterable[Finding]) -> None:
    rows = [_row(finding) for finding in findings]
    columns = ("Nội dung", "Kết luận", "Hiện có", "Yêu cầu", "Hiệu lực", "Căn cứ", "Cần làm")
    table(title, columns, rows)


def _row(finding: Finding) -> tuple[object, ...]:
    waiver = finding.waivable and finding.verdict == "person_decides"
    return (
        f"{finding.rule} {finding.title}",
        "cần đặc cách" if waiver else VERDICTS[finding.verdict],
        finding.measured,
        finding.required,
        FORCES[finding.force],
        cited_bases(finding.basis),
        finding.fix,
    )


def print_outcome(findings: Iterable[Finding]) -> None:
    """How many of each, and that software proposes nothing."""
    told = list(findings)
    counts = [
        f"{text}: {n}" for v, text in VERDICTS.items() if (n := sum(f.verdict == v for f in told))
    ]
    console.print(" · ".join(counts) + ". Phần mềm chỉ rà soát; người có thẩm quyền kết luận.")
