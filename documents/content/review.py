"""The findings about a candidate as a printed sheet groups them: enough, lacking, for a person."""

from __future__ import annotations

from documents.values import ReviewGroup, ReviewRow
from domain.eligibility.eligibility import Finding, Verdict
from domain.papers.case_file import CaseFile
from notifications.words import initial, word

ORDER = ("not_met", "data_missing", "waiver", "person_decides", "met")

ANSWERED = "Đã ký kèm lý do"
OTHERS = {  # by the key of the line in domain/decisions/readiness.py
    "law_changed": "Ban hành theo quy định đã cố định khi mở hồ sơ",
    "back_dated": "Số và ngày không theo thứ tự thời gian",
    "before_term_expiry": "Thời điểm quyết định bổ nhiệm lại",
    "consents_on_file": "Văn bản thống nhất",
    "consent": "Văn bản thống nhất theo quy định của ngày ký",
    "text_blanks": "Chỗ trống trong văn bản",
    "text_faults": "Trình bày của văn bản",
    "agency_ended": "Cơ quan báo chí đã kết thúc hoạt động",
    "post_not_held": "Chức danh đang giữ",
    "post_held": "Chức danh đang giữ",
    "post_filled": "Chức danh đang có người giữ",
    "other_case": "Hồ sơ khác chưa khép",
}


def review_of(file: CaseFile) -> list[ReviewGroup]:
    """What needs work first; a group with nothing in it is left out."""
    found = [*file.findings, *file.papers]
    groups = [(name, [f for f in found if group_of(f) == name]) for name in ORDER]
    shown = [
        (name, initial(word("verdicts", name)), [_row(file, f) for f in rows])
        for name, rows in groups
    ]
    shown.append(("answered", ANSWERED, _answered(file)))
    return [
        {"title": f"{title} ({len(rows)})", "met": name == "met", "rows": rows}
        for name, title, rows in shown
        if rows
    ]


def _answered(file: CaseFile) -> list[ReviewRow]:
    """What was missing when the decision was signed, with the reason and its document."""
    decision = file.decision
    if decision is None:
        return []
    known = {finding.rule: _row(file, finding) for finding in (*file.findings, *file.papers)}
    said = "; căn cứ: ".join(filter(None, (decision.confirmed, decision.document)))
    return [
        {**known[key], "fix": said}
        if key in known
        else _row_of(OTHERS.get(key.partition(" ")[0], key), said)
        for key in decision.overridden
    ]


def _row_of(title: str, fix: str) -> ReviewRow:
    return {"title": title, "required": title, "measured": "–", "basis": "–", "fix": fix}


def group_of(finding: Finding) -> str:
    """The verdict; apart where a decision of a higher body may let the person through."""
    waiver = finding.verdict == Verdict.PERSON_DECIDES and finding.waivable
    return "waiver" if waiver else str(finding.verdict)


def _row(file: CaseFile, finding: Finding) -> ReviewRow:
    cited = "; ".join(f"{file.instruments.cite(b)} [{b.confidence}]" for b in finding.basis)
    return {
        "title": finding.title,
        "required": finding.required,
        "measured": finding.measured,
        "basis": cited,
        "fix": finding.fix or "–",
    }
