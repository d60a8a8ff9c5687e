"""What the case already tells of the fields of its papers: computed days, people who were named,
and first wordings of conclusions that an officer edits."""

from __future__ import annotations

import re
from collections.abc import Callable

from documents.content.opinions import Standpoint, standpoints
from documents.content.related import reason_given
from documents.values import ConditionRow
from domain.decisions.consequences import day_of_effect
from domain.eligibility.eligibility import Finding, Verdict
from domain.eligibility.retirement import pension_month
from domain.law.agencies import Role
from domain.law.deadlines import due_for
from domain.law.procedure import Purpose, Step
from domain.papers.case_file import CaseFile
from domain.state.task import TaskStatus
from notifications.words import word

CODE = re.compile(r"\b[A-Z]{2,}\b")
MINUTES = "meeting_minutes"
NO_CONDITIONS = "Quy trình này không có tiêu chuẩn, điều kiện phải rà soát"


def known(file: CaseFile, step: Step) -> dict[str, str]:
    """Field → value as it is kept, for what the case tells beyond doubt, and for the wordings that
    stand until an officer writes their own."""
    found = {name: tell(file) for name, tell in TOLD.items()}
    return {name: value for name, value in (found | _meeting(file, step)).items() if value}


def suggested(file: CaseFile) -> dict[str, str]:
    """Offered in the form; printed only once a person has entered it."""
    told = {
        "ground": reason_given(file, Purpose.GROUNDS),
        "breach_act": reason_given(file, Purpose.CHARGE),
        "finding": reason_given(file, Purpose.TEAM_FOUND, Purpose.FOUND),
    }
    return {name: value for name, value in told.items() if value}


def conditions(file: CaseFile) -> list[ConditionRow]:
    """Each rule about the person as the appraisal lists it: asked, measured, by which article."""
    return [_condition(file, finding) for finding in file.findings]


def _named(file: CaseFile, measured: str) -> str:
    """Bodies by their names, where a sum names them by their codes."""

    def name(found: re.Match[str]) -> str:
        agency = file.law.agencies.by_code.get(found[0])
        return agency.name(file.day).short if agency else found[0]

    return CODE.sub(name, measured)


def _condition(file: CaseFile, finding: Finding) -> ConditionRow:
    title, required = finding.title.casefold(), finding.required.casefold()
    wanted = "" if required in title or title.startswith(required) else f": {finding.required}"
    return {
        "what": f"{finding.title}{wanted}",
        "measured": _named(file, finding.measured),
        "verdict": word("conclusions", finding.verdict),
        "basis": "; ".join(dict.fromkeys(map(file.instruments.cite, finding.basis))) or "–",
    }


def _lacking(file: CaseFile) -> list[Finding]:
    """Papers of the dossier that are not there or too old."""
    return [finding for finding in file.papers if finding.verdict != Verdict.MET]


def _open(file: CaseFile) -> list[Finding]:
    return [finding for finding in file.findings if finding.verdict != Verdict.MET]


def _differing(file: CaseFile) -> list[Standpoint]:
    return [one for one in standpoints(file) if one.differs]


def _notes(file: CaseFile) -> str:
    """What is not met, by name; which papers are not there; then who differs, and why."""
    lines = [f"{f.title}: {f.measured} – {word('conclusions', f.verdict)}" for f in _open(file)]
    lacking = "; ".join(f.title for f in _lacking(file))
    lines += [f"Hồ sơ cần bổ sung: {lacking}"] if lacking else []
    lines += [f"Ý kiến của {s.agency}: {s.reason or s.answer}" for s in _differing(file)]
    return "\n".join(lines) or "Không có vấn đề phải lưu ý thêm"


def _conclusion(file: CaseFile) -> str:
    """A first wording: software judges nobody, it says what the check has measured."""
    person = file.subject.full_name
    if not file.findings:
        return NO_CONDITIONS
    unsettled = len(_open(file)) + len(_lacking(file))
    if not unsettled:
        return (
            f"Qua rà soát, nhân sự {person} đáp ứng các tiêu chuẩn, điều kiện theo quy định; đề"
            " nghị cấp có thẩm quyền xem xét, quyết định"
        )
    return (
        f"Qua rà soát, còn {unsettled:02d} nội dung, giấy tờ cần được bổ sung, làm rõ hoặc"
        " do cấp có thẩm quyền xem xét trước khi quyết định"
    )


def _summary(file: CaseFile) -> str:
    differing = ", ".join(one.agency for one in _differing(file))
    if differing:
        return f"Đề nghị cấp có thẩm quyền xem xét ý kiến khác của {differing} trước khi quyết định"
    return "Đề nghị cấp có thẩm quyền xem xét, quyết định"


def _reply_by(file: CaseFile) -> str:
    """The day the opinion round falls due: as counted, or as it would be counted from today."""
    step = file.law.procedure.step_for(Purpose.OPINION_ROUND)
    if step is None:
        return ""
    running = [t.due for t in file.case.open_tasks if t.step == step.id and t.due]
    due = running[0] if running else due_for(step.due, start=file.day, calendar=file.law.calendar)
    return due.day.isoformat() if due else ""


def _stays(file: CaseFile) -> bool:
    return file.law.kind.puts_in and file.law.kind.in_post


def _last_day(file: CaseFile) -> str:
    """Kept in the post until retirement (an extension of the term): the day that age is reached."""
    if not _stays(file):
        return ""
    return pension_month(file.subject.birth, file.subject.sex).isoformat()


def effective(file: CaseFile) -> str:
    """Who stays in a post begins the new term on the day after the old one."""
    first = day_of_effect(file.case, file.subject, file.day, stays=_stays(file))
    return first.isoformat() if first > file.day else ""


def _complaint(file: CaseFile) -> str:
    """What the person wrote when they complained."""
    if not file.law.kind.complaint:
        return ""
    first = file.law.procedure.start
    said = [t.reason for t in file.case.tasks if t.step == first and t.status == TaskStatus.DONE]
    return said[-1] if said else ""


def _meeting(file: CaseFile, step: Step) -> dict[str, str]:
    """Of a discipline council: who was named, and the day the person was called for."""
    called = file.summoned[-1].meeting if file.summoned else None
    over = called in {fact.meeting for fact in file.heard}
    council = file.council if step.asks[0] == Role.DISCIPLINE_COUNCIL else None
    day = called.isoformat() if called and (not over or MINUTES in step.offers) else ""
    chairs = [s.person for s in council.seats if s.seat == "chair"] if council else []
    writer = council.secretary if council else ""
    return {
        "meeting_day": day,
        "chair": file.names.get(chairs[0], chairs[0]) if chairs else "",
        "secretary": file.names.get(writer, writer),
    }


TOLD: dict[str, Callable[[CaseFile], str]] = {
    "reply_by": _reply_by,
    "last_day": _last_day,
    "effective": effective,
    "complaint_content": _complaint,
    "appraisal_notes": _notes,
    "appraisal_conclusion": _conclusion,
    "review_conclusion": _conclusion,
    "summary_proposal": _summary,
}
