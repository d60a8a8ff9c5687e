"""From a case to what a paper says: names, dates, opinions, legal bases; blanks stay blanks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from documents.content.ballot_record import ballot_of
from documents.content.catalogue import PaperType
from documents.content.dossier_rows import dossier_of
from documents.content.known import conditions, effective
from documents.content.matter import post_name, verb_of
from documents.content.meeting import is_councils, meeting_of
from documents.content.opinions import dated, opinions_of
from documents.content.paper_fields import printed
from documents.content.person_summary import summary_of
from documents.content.related import changed_of, linked, said
from documents.content.review import review_of
from documents.content.vietnamese import BLANK, in_text
from documents.frame.layouts import Layout, layout_for
from documents.frame.legal_bases import grounds
from documents.values import AnswerRow, CaseValues, PaperValues, StepValues, VoteRow
from domain.calendar.clock import local_day
from domain.directory.record import Form
from domain.facts.decisions import DecisionChanged, DecisionIssued
from domain.law.agencies import Agency
from domain.law.options import Outcome
from domain.law.procedure import ENDS, Purpose, Step
from domain.law.routing import agency_for, governing_body
from domain.papers.case_file import CaseFile, Signer
from domain.state.task import TaskStatus
from domain.text import nfc
from domain.votes.rules import RULES, explain
from notifications.words import word

LEADERSHIP = "Tập thể lãnh đạo"
FOR_GOOD = (Outcome.FORCED_LEAVE, Outcome.EXPULSION)  # no discipline that lasts for a time
TERM_YEARS = 5  # 101-QĐ/TW Art 8, Decree 115/2020 Art 43


@dataclass(frozen=True, slots=True)
class Context:
    """Everything the wording and the frame of one paper need."""

    paper: PaperType
    layout: Layout
    step: Step
    issuer: Agency
    superior: Agency | None
    signer: Signer
    file: CaseFile
    values: PaperValues

    @property
    def party(self) -> bool:
        return self.layout.system == "party"

    @property
    def numbered(self) -> DecisionIssued | DecisionChanged | None:
        """What gives the paper its number and day, once it is signed."""
        if self.paper.changes:
            change = self.file.change
            return change if change and change.symbol else None
        return self.file.decision if self.paper.form == "decision" else None

    @property
    def issued(self) -> bool:
        """The decision is signed and numbered: its number and day are printed."""
        return self.numbered is not None

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody the paper may name, as on file."""
        people = [self.file.subject.full_name, self.signer.name, *self.file.names.values()]
        return tuple(dict.fromkeys(nfc(name) for name in people))

    def agency(self, role: str) -> Agency:
        """Who holds `role` for this case on the draft's day."""
        press = self.file.case.press_agency
        return agency_for(self.file.law.agencies, role, press_agency=press, day=self.file.day)

    @property
    def by_council(self) -> bool:
        """The discipline council issues it, under the name of the body that set it up."""
        return is_councils(self.step) and self.paper.form != "decision"


def context_for(file: CaseFile, paper: PaperType, step: str) -> Context:
    """Gather what `paper`, prepared by `step`, says about this case on the draft's day."""
    issuer = issuer_of(file, paper, step)
    layout = layout_for(issuer.layout, file.day)
    parent = file.law.agencies.get(issuer.parent) if issuer.parent else None
    signer = file.signers.get(issuer.code, Signer(issuer.head, BLANK))
    asked_in = file.law.procedure.step(step)
    values = _values(file, paper, asked_in, issuer, layout)
    return Context(paper, layout, asked_in, issuer, parent, signer, file, values)


def _values(
    file: CaseFile, paper: PaperType, step: Step, issuer: Agency, layout: Layout
) -> PaperValues:
    """Everything the paper may say; who was named in its fields stands before who sits."""
    party = layout.system == "party"
    meeting = meeting_of(file, step, party=party)
    field = printed(file, paper.id, step, party=party)
    meeting["chair"] = field.get("chair", meeting["chair"])
    meeting["secretary"] = field.get("secretary", meeting["secretary"])
    of_step: StepValues = {
        "deciding": deciding(issuer, file, layout),
        "issuer_name": issuer.name(file.day).full,
        "ballot": ballot_of(file, step.id, party=party),
        "answer": _answer(file, step, party=party),
        "decider_name": ", ".join(decider_names(file, step, issuer)),
        "field": field,
    }
    return {
        **_of_case(file, paper, party=party),
        **linked(file, party=party),
        **opinions_of(file, party=party),
        **summary_of(file),
        **dossier_of(file),
        **meeting,
        **of_step,
    }


def deciding(issuer: Agency, file: CaseFile, layout: Layout) -> str:
    """The line between căn cứ and Điều 1: Party papers name the deciding body in it."""
    if layout.system == "state":
        return "QUYẾT ĐỊNH:"
    name = issuer.name(file.day)
    body = f"{issuer.collective} {name.short}" if issuer.collective else name.short
    return f"{body} QUYẾT ĐỊNH".upper()


def competent_name(agency: Agency, day: date) -> str:
    """Of a Party committee the standing committee decides about leaders and is written to."""
    full = agency.name(day).full
    if agency.layout != "party" or not agency.collective or full.startswith(agency.collective):
        return full
    return f"{agency.collective} {full}"


def decider_names(file: CaseFile, step: Step, issuer: Agency) -> list[str]:
    """Who is asked in the step after this one. A head submits to the leadership of their own body,
    never to themselves."""
    if step.then in ENDS:
        return []
    role = file.law.procedure.step(step.then).asks[0]
    press = file.case.press_agency
    agency = agency_for(file.law.agencies, role, press_agency=press, day=file.day)
    return [addressed(agency, issuer, file.day)]


def addressed(agency: Agency, issuer: Agency, day: date) -> str:
    """The name on the address line."""
    name = competent_name(agency, day)
    own = agency.code == issuer.code and name == agency.name(day).full
    return f"{LEADERSHIP} {name}" if own else name


def _decided(file: CaseFile, *, party: bool) -> str:
    """Number and day of the decision that was issued; empty before that."""
    if file.decision is None:
        return ""
    comma = "," if party else ""
    return f"{file.decision.symbol}{comma} {in_text(file.decision.dated, party=party)}"


def issuer_of(file: CaseFile, paper: PaperType, step: str) -> Agency:
    """The body whose paper it is, when `step` prepares it."""
    role = paper.issuer
    if role == "asked":
        role = file.law.procedure.step(step).asks[0]
    press = file.case.press_agency
    return agency_for(file.law.agencies, role, press_agency=press, day=file.day)


def _of_case(file: CaseFile, paper: PaperType, *, party: bool) -> CaseValues:
    case = file.case
    governing = governing_body(file.law.agencies, case.press_agency, file.day)
    return {
        "party": party,
        "verb": verb_of(file),
        "post": post_name(file),
        "matter": _matter(file, party=party),
        "press": file.law.agencies.get(case.press_agency).name(file.day).full,
        "governing": governing.name(file.day).full,
        "deciding_body": competent_name(governing, file.day),
        "decided": _decided(file, party=party),
        "lasts": file.case.answer_for(Purpose.FORM, file.law.procedure) not in FOR_GOOD,
        "title": _honorific(file, party=party),
        "term": f"{TERM_YEARS:02d} năm",
        "procedure": file.law.procedure.name,
        "effective": _effective(file, party=party),
        "votes": _votes(file, party=party),
        "form": _form(file),
        "conditions": conditions(file),
        "breach": _stated(file, "breach_act", Purpose.CHARGE),
        "ground": _stated(file, "ground", Purpose.GROUNDS),
        "finding": _stated(file, "finding", Purpose.TEAM_FOUND, Purpose.FOUND),
        "grounds": grounds(file, paper, party=party),
        "review": review_of(file),
        "reviewed_on": in_text(file.day, party=party),
        "changed": changed_of(file, party=party),
        "blank": BLANK,
    }


def _matter(file: CaseFile, *, party: bool) -> str:
    """What is done about whom, in the order in which it reads well."""
    verb, post = verb_of(file), post_name(file)
    person = f"{_honorific(file, party=party)} {nfc(file.subject.full_name)}"
    if verb.endswith("đối với") or file.law.kind.complaint:
        return f"{verb} {person}, {post}"
    return f"{verb} {post} đối với {person}"


def _effective(file: CaseFile, *, party: bool) -> str:
    """The day of effect: as entered or as the record tells, else the day of signing."""
    entered = file.fields.get(("effective", "")) or effective(file)
    if entered:
        return in_text(date.fromisoformat(entered), party=party)
    return in_text(file.decision.dated if file.decision else None, party=party)


def _stated(file: CaseFile, field: str, *purposes: Purpose) -> str:
    """For an agency's own template: as entered, else the reason given in the step."""
    return file.fields.get((field, "")) or said(file, *purposes)


def _honorific(file: CaseFile, *, party: bool) -> str:
    if party:
        return "đồng chí"
    return "ông" if file.subject.sex == "male" else "bà"


def _form(file: CaseFile) -> str:
    """The form a person chose; before that a blank: software proposes none."""
    chosen = file.case.answer_for(Purpose.FORM, file.law.procedure)
    return word("outcomes", chosen) if chosen in get_args(Form) else BLANK


def _answer(file: CaseFile, step: Step, *, party: bool) -> AnswerRow:
    """What the body asked in `step` answered, and the request it answers; blanks before that."""
    done = [t for t in file.case.tasks if t.step == step.id and t.status == TaskStatus.DONE]
    option = step.options.option(done[-1].outcome) if done and done[-1].outcome else None
    asking = file.case.tasks_for(Purpose.ASKING_CONSENT, file.law.procedure)
    requests = [task for task in asking if task.answered_at]
    return {
        "said": option.vi.partition(" (")[0] if option else BLANK,
        "outcome": str(option.outcome) if option else "",
        "reason": nfc(done[-1].reason).rstrip(". ") if done else "",
        "request_day": in_text(dated(file, requests[-1]) if requests else None, party=party),
    }


def _votes(file: CaseFile, *, party: bool) -> list[VoteRow]:
    """Every vote of the case with its sum, in the order of the steps."""
    shown: list[VoteRow] = []
    for task in file.case.tasks:
        tally = file.tallies.get(task.id)
        step = file.law.procedure.step(task.step)
        if tally is not None and step.vote and task.answered_at:
            day = in_text(local_day(task.answered_at), party=party)
            result = explain(RULES[step.vote], tally)
            shown.append({"meeting": step.title, "day": day, "result": result})
    return shown
