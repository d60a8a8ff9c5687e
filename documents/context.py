"""From a case to what a paper says: names, dates, opinions, legal bases; blanks stay blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents.ballot_record import ballot_of
from documents.grounds import grounds
from documents.layouts import Layout, layout_for
from documents.linked import linked, said
from documents.papers import VERBS, PaperType
from documents.review import review_of
from documents.vietnamese import BLANK, in_text
from domain.agencies import Agency
from domain.case import PostKind
from domain.case_file import CaseFile, Signer
from domain.clock import local_day
from domain.in_force import version_on
from domain.options import Outcome
from domain.routing import agency_for, governing_body, press_of
from domain.rules.standards import THEORY
from domain.tasks import Task, TaskStatus
from domain.text import nfc
from domain.voting import RULES, explain

TERM_YEARS = 5  # 101-QĐ/TW Art 8, Decree 115/2020 Art 43


@dataclass(frozen=True, slots=True)
class Context:
    """Everything the wording and the frame of one paper need."""

    paper: PaperType
    layout: Layout
    issuer: Agency
    superior: Agency | None
    signer: Signer
    file: CaseFile
    values: dict[str, Any]

    @property
    def party(self) -> bool:
        return self.layout.system == "party"


def context_for(file: CaseFile, paper: PaperType, step: str) -> Context:
    """Gather what `paper`, prepared by `step`, says about this case on the draft's day."""
    issuer = issuer_of(file, paper, step)
    layout = layout_for(issuer.layout, file.day)
    parent = file.law.agencies.get(issuer.parent) if issuer.parent else None
    signer = file.signers.get(issuer.code, Signer(issuer.head, BLANK))
    values = _values(file, paper, party=layout.system == "party")
    values["deciding"] = deciding(issuer, file, layout)
    values["ballot"] = ballot_of(file, step, party=layout.system == "party")
    return Context(paper, layout, issuer, parent, signer, file, values)


def deciding(issuer: Agency, file: CaseFile, layout: Layout) -> str:
    """The line between căn cứ and Điều 1: Party papers name the deciding body in it."""
    if layout.system == "state":
        return "QUYẾT ĐỊNH:"
    name = issuer.name(file.day)
    body = f"{issuer.collective} {name.short}" if issuer.collective else name.short
    return f"{body} QUYẾT ĐỊNH".upper()


def post_name(file: CaseFile) -> str:
    """ "Giám đốc Báo và Phát thanh, Truyền hình Đắk Lắk", by the titles in force that day."""
    case = file.case
    agency = file.law.agencies.current(case.press_agency, file.day)
    press = press_of(file.law.agencies, agency.code)
    titles = version_on(press.titles, file.day, what=f"titles of {agency.code}")
    title = titles.deputy if case.post == PostKind.DEPUTY else titles.head
    if case.post == PostKind.ACTING_HEAD:
        title = f"Phụ trách ({title})"
    return f"{title} {agency.name(file.day).full}"


def issuer_of(file: CaseFile, paper: PaperType, step: str) -> Agency:
    """The body whose paper it is, when `step` prepares it."""
    role = paper.issuer
    if role == "asked":
        role = file.law.procedure.step(step).asks[0]
    press = file.case.press_agency
    return agency_for(file.law.agencies, role, press_agency=press, day=file.day)


def _values(file: CaseFile, paper: PaperType, *, party: bool) -> dict[str, Any]:
    subject, case = file.subject, file.case
    return {
        "party": party,
        "verb": _verb(file),
        "post": post_name(file),
        "press": file.law.agencies.current(case.press_agency, file.day).name(file.day).full,
        "governing": governing_body(file.law.agencies, case.press_agency, file.day)
        .name(file.day).full,
        "title": _honorific(file, party=party),
        "name": nfc(subject.full_name),
        "birth": f"{subject.birth:%d/%m/%Y}",
        "ethnicity": subject.ethnicity or BLANK,
        "hometown": subject.hometown or BLANK,
        "present": subject.present_position or BLANK,
        "degree": subject.degree or BLANK,
        "theory": THEORY.get(subject.political_theory, BLANK).capitalize(),
        "press_card": subject.press_card or BLANK,
        "term": f"{TERM_YEARS:02d} năm",
        "procedure": file.law.procedure.name,
        "effective": in_text(file.decision.dated if file.decision else None, party=party),
        "opinions": _opinions(file, party=party),
        "votes": _votes(file, party=party),
        "asked": [agency.name(file.day).full for agency in asked_of(file)],
        "form": _form(file),
        "breach": said(file, "violation"),
        "grounds": grounds(file, paper, party=party),
        "review": review_of(file),
        "reviewed_on": in_text(case.law_day, party=party),
        **linked(file, party=party),
        "blank": BLANK,
    }  # fmt: skip


def _verb(file: CaseFile) -> str:
    """What is being done; a supervision says what is done in the case it looks at."""
    name = file.law.procedure.name
    looked_at = file.about.procedure if file.about and name == "supervise" else name
    return VERBS[looked_at]


FORMS = {
    Outcome.REPRIMAND: "khiển trách",
    Outcome.WARNING: "cảnh cáo",
    Outcome.REMOVAL: "cách chức",
    Outcome.FORCED_LEAVE: "buộc thôi việc",
}


def _honorific(file: CaseFile, *, party: bool) -> str:
    if party:
        return "đồng chí"
    return "ông" if file.subject.sex == "male" else "bà"


def _form(file: CaseFile) -> str:
    """The form a person chose; before that a blank: software proposes none."""
    chosen = file.case.answer("form_decision")
    return FORMS.get(chosen, BLANK) if chosen else BLANK


def asked_of(file: CaseFile) -> list[Agency]:
    """The bodies whose opinion the case asks, successors followed."""
    step = next((s for s in file.law.procedure.steps if s.id == "provincial_opinions"), None)
    press = file.case.press_agency
    return [
        agency_for(file.law.agencies, role, press_agency=press, day=file.day)
        for role in (step.asks if step else ())
    ]


def _opinions(file: CaseFile, *, party: bool) -> list[dict[str, str]]:
    """Answers of the last round of opinions, every one, also those that differ."""
    asked = [t for t in file.case.tasks if t.step == "provincial_opinions"]
    last = max((task.round for task in asked), default=0)
    shown = [t for t in asked if t.round == last and t.status == TaskStatus.DONE]
    return [_opinion(file, task, party=party) for task in shown]


def _opinion(file: CaseFile, task: Task, *, party: bool) -> dict[str, str]:
    option = (
        file.law.procedure.step(task.step).options.option(task.outcome) if task.outcome else None
    )
    given = task.paper_date or (local_day(task.answered_at) if task.answered_at else None)
    return {
        "agency": file.law.agencies.get(task.agency).name(file.day).full,
        "answer": option.vi if option else "không trả lời",
        "reason": nfc(task.reason),
        "dated": in_text(given, party=party),
        "number": task.paper_number,
    }


def _votes(file: CaseFile, *, party: bool) -> list[dict[str, str]]:
    """Every vote of the case with its sum, in the order of the steps."""
    shown = []
    for task in file.case.tasks:
        tally = file.tallies.get(task.id)
        step = file.law.procedure.step(task.step)
        if tally is not None and step.vote and task.answered_at:
            day = in_text(local_day(task.answered_at), party=party)
            result = explain(RULES[step.vote], tally)
            shown.append({"meeting": step.title, "day": day, "result": result})
    return shown
