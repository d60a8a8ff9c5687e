"""Căn cứ write themselves: the case's law in force on the day, and the consents on file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from documents.content.catalogue import PaperType
from documents.content.opinions import dated, last_answers, number_of
from documents.content.related import changed_of
from documents.content.vietnamese import BLANK, in_text
from domain.calendar.clock import local_day
from domain.cases.standing import CORRECTED_BY_PAPER
from domain.decisions.changes import SAYS_ANEW
from domain.law.basis import Basis, Confidence
from domain.law.instruments import Instrument
from domain.law.options import Outcome
from domain.law.procedure import Kind, Purpose
from domain.law.routing import governing_body
from domain.papers.case_file import CaseFile
from domain.state.task import Task, TaskStatus

NOT_CITED = ("Kế hoạch", "Thủ tục hành chính", "Công văn")
PROPOSED = (Purpose.GROUNDS, Purpose.SUMMING_UP)
KNOWN = (
    Confidence.READ,
    Confidence.READ_OCR,
    Confidence.READ_COPY,
    Confidence.REPORTED,
)


def grounds(file: CaseFile, paper: PaperType, *, party: bool) -> list[str]:
    """Legal texts by name and date, then the papers of the case: every opinion and consent with its
    number and day, who proposed. Never an article of a secret text; never a text not in force on
    the draft's day: a marked blank stands for what replaced it."""
    lines = _powers(file) if paper.form == "decision" and not paper.changes else []
    lines += [f"Căn cứ {cite(text, party=party)}" for text in _texts(file, paper)]
    lines += [
        f"Căn cứ {BLANK} (văn bản thay thế {text.kind} số {text.number})"
        for text in _lapsed(file, paper)
    ]
    if paper.changes:
        return [*lines, *_of_change(file, party=party)]
    if paper.form == "decision":
        lines += _opinions(file, party=party)
        lines += _agreed(file, party=party)
        lines += _proposal(file, party=party)
    return lines


def _of_change(file: CaseFile, *, party: bool) -> list[str]:
    """The rule of how a State paper is changed, the decision changed, and what the change rests
    on. Of Party papers no such rule was read, so none is cited (Decree 30/2020 Art 18.3)."""
    said = changed_of(file, party=party)
    own = file.change and file.change.how in SAYS_ANEW and not party
    rule = file.instruments.get(CORRECTED_BY_PAPER.instrument)
    rules = [f"Căn cứ {cite(rule, party=party)}"] if own and rule.covers(file.day) else []
    return [
        *rules,
        f"Căn cứ {said['decision']} của {said['issuer']} về việc {said['about']}",
        f"Căn cứ {said['document']}",
    ]


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
    return f"{text.kind} số {text.number}{signed} của {text.issuer} {text.title}".rstrip()


def _texts(file: CaseFile, paper: PaperType) -> list[Instrument]:
    """The texts the procedure rests on, then those of the steps that prepare this paper."""
    texts = (text for text, basis in _cited(file, paper) if basis.covers(file.day))
    return [text for text in dict.fromkeys(texts) if _may_cite(text, file.day)]


def _lapsed(file: CaseFile, paper: PaperType) -> list[Instrument]:
    """Texts of the case's law that ended before the draft's day and that another one replaced."""
    texts = dict.fromkeys(text for text, _ in _cited(file, paper))
    return [
        text
        for text in texts
        if text.replaced_by
        and text.last_day
        and text.last_day < file.day
        and text.kind not in NOT_CITED
    ]


def _cited(file: CaseFile, paper: PaperType) -> Iterator[tuple[Instrument, Basis]]:
    """A decision rests on what the matter was proposed on too: who may decide about whom."""
    procedure, decides = file.law.procedure, paper.form == "decision" and not paper.changes
    steps = [s for s in procedure.steps if paper.id in (*s.prepares, *s.offers)]
    steps += [s for s in procedure.steps if decides and s.purpose in PROPOSED]
    for basis in (*procedure.basis, *(basis for step in steps for basis in step.basis)):
        yield file.instruments.get(basis.instrument), basis


def _may_cite(text: Instrument, day: date) -> bool:
    return text.covers(day) and text.kind not in NOT_CITED and text.confidence in KNOWN


def _consents(file: CaseFile) -> Iterator[Task]:
    consent_steps = {s.id for s in file.law.procedure.steps if s.kind == Kind.CONSENT}
    for task in file.case.tasks:
        given = task.status == TaskStatus.DONE and task.outcome == Outcome.CONSENTED
        if task.step in consent_steps and given:
            yield task


def _opinions(file: CaseFile, *, party: bool) -> list[str]:
    """One line for all: a decision is to stay on its page. Who kept silent said nothing."""
    spoke = [t for t in last_answers(file) if t.outcome not in (None, Outcome.NO_REPLY)]
    named = [f"{_agency(file, task)} ({_number(file, task, party=party)})" for task in spoke]
    return [f"Căn cứ ý kiến của {', '.join(named)}"] if named else []


def _agreed(file: CaseFile, *, party: bool) -> list[str]:
    """One line too: who agreed in writing, where a decision may not be signed without it."""
    named = [
        f"{_agency(file, task)} (Văn bản {_number(file, task, party=party)})"
        for task in _consents(file)
    ]
    return [f"Căn cứ ý kiến thống nhất của {', '.join(named)}"] if named else []


def _agency(file: CaseFile, task: Task) -> str:
    return file.law.agencies.get(task.agency).name(file.day).full


def _number(file: CaseFile, task: Task, *, party: bool) -> str:
    comma = "," if party else ""
    return f"số {number_of(file, task) or BLANK}{comma} {in_text(dated(file, task), party=party)}"


def _proposal(file: CaseFile, *, party: bool) -> list[str]:
    """Who proposed, and the number of its submission: the body that reported the opinions; where
    the deciding body did that itself, the one that proposed the matter."""
    own = governing_body(file.law.agencies, file.case.press_agency, file.day).code
    reported = [
        task
        for purpose in (Purpose.GROUNDS, Purpose.SUMMING_UP)
        for task in file.case.tasks_for(purpose, file.law.procedure)
        if task.answered_at and task.agency != own
    ]
    if not reported:
        return []
    agency = _agency(file, reported[-1])
    entered = file.fields.get(("submission_day", ""), "")
    day = date.fromisoformat(entered) if entered else _answered(reported[-1])
    word = "Xét đề nghị của" if party else "Theo đề nghị của"
    number = file.fields.get(("submission_number", ""), BLANK)
    comma = "," if party else ""
    return [f"{word} {agency} tại Tờ trình số {number}{comma} {in_text(day, party=party)}"]


def _answered(task: Task) -> date | None:
    return local_day(task.answered_at) if task.answered_at else None


def _powers(file: CaseFile) -> list[str]:
    """The text on the deciding body's own powers, named by who prepares the decision: the working
    regulations of a committee, the statute of an association are in no list of ours."""
    named = file.fields.get(("powers", ""), "").rstrip(";. ")
    return [f"Căn cứ {named.removeprefix('Căn cứ ')}" if named else f"Căn cứ {BLANK}"]
