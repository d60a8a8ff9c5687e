"""Căn cứ write themselves: the case's law in force on the day, and the consents on file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from documents.papers import PaperType
from documents.vietnamese import BLANK, in_text
from domain.basis import Confidence
from domain.case_file import CaseFile
from domain.clock import local_day
from domain.instruments import Instrument
from domain.options import Outcome
from domain.procedure import Kind
from domain.tasks import Task, TaskStatus

NOT_CITED = ("Kế hoạch", "Thủ tục hành chính", "Công văn")
KNOWN = (Confidence.READ, Confidence.READ_OCR, Confidence.REPORTED)


def grounds(file: CaseFile, paper: PaperType, *, party: bool) -> list[str]:
    """Legal texts by name and date, then the papers of the case. Never an article of a secret
    text; never a text not in force on the draft's day."""
    lines = [f"Căn cứ {cite(text, party=party)}" for text in _texts(file, paper)]
    if paper.form == "decision":
        lines += [f"Căn cứ {_consent(file, task, party=party)}" for task in _consents(file)]
        lines += _proposal(file, party=party)
    return lines


def cite(text: Instrument, *, party: bool) -> str:
    """In full: kind, number, date, issuer, subject; a law by its name and number."""
    if text.kind in ("Luật", "Bộ luật"):
        name = text.number.rsplit(" ", 1)[0]
        return f"{name} {text.title}"
    signed = ""
    if text.signed is not None:
        signed = (
            f", {in_text(text.signed, party=True)}"
            if party
            else f" {in_text(text.signed, party=False)}"
        )
    return f"{text.kind} số {text.number}{signed} của {text.issuer} {text.title}"


def _texts(file: CaseFile, paper: PaperType) -> list[Instrument]:
    """The texts the procedure rests on, then those of the steps that prepare this paper."""
    procedure = file.law.procedure
    cited = [basis.instrument for basis in procedure.basis]
    for step in procedure.steps:
        if paper.id in step.prepares:
            cited += [basis.instrument for basis in step.basis if basis.covers(file.day)]
    texts = (file.instruments.get(instrument) for instrument in dict.fromkeys(cited))
    return [text for text in texts if _may_cite(text, file.day)]


def _may_cite(text: Instrument, day: date) -> bool:
    return text.covers(day) and text.kind not in NOT_CITED and text.confidence in KNOWN


def _consents(file: CaseFile) -> Iterator[Task]:
    consent_steps = {s.id for s in file.law.procedure.steps if s.kind == Kind.CONSENT}
    for task in file.case.tasks:
        given = task.status == TaskStatus.DONE and task.outcome == Outcome.CONSENTED
        if task.step in consent_steps and given:
            yield task


def _consent(file: CaseFile, task: Task, *, party: bool) -> str:
    agency = file.law.agencies.get(task.agency).name(file.day).full
    given = task.paper_date or (local_day(task.answered_at) if task.answered_at else None)
    comma = "," if party else ""
    return (
        f"Văn bản số {task.paper_number or BLANK}{comma} {in_text(given, party=party)} của {agency}"
    )


def _proposal(file: CaseFile, *, party: bool) -> list[str]:
    """Who proposed: the body that reported the opinions. Its number is filled in by hand."""
    reported = [t for t in file.case.tasks if t.step == "opinions_report" and t.answered_at]
    if not reported:
        return []
    task = reported[-1]
    agency = file.law.agencies.get(task.agency).name(file.day).full
    day = local_day(task.answered_at) if task.answered_at else None
    word = "Xét đề nghị của" if party else "Theo đề nghị của"
    comma = "," if party else ""
    return [f"{word} {agency} tại Tờ trình số {BLANK}{comma} {in_text(day, party=party)}"]
