"""What still stands between a case and its decision, each missing thing as one line.

Shown before anybody signs, asked again in the transaction that issues. A line blocks where a text
that was read says so; any other asks a person, whose reason and document become a fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.cases.conditions import CONDITIONS
from domain.cases.gate_input import GateInput
from domain.decisions.gates import standing_of
from domain.directory.decided import life
from domain.directory.record import Service
from domain.eligibility.eligibility import Finding, Force, Verdict
from domain.errors import BackDated, GateNotPassed, GateUnsure, LawChanged
from domain.law.basis import Basis
from domain.law.options import Outcome
from domain.law.procedure import Kind, Procedure, ProcedureKind, Purpose, Step
from domain.reasons import Gate
from domain.state.case import Case, PostKind

CONSENTS = "consents_on_file"


class Mend(StrEnum):
    """Where a missing thing is mended."""

    RECORD = "record"  # the person's record
    DOSSIER = "dossier"  # the papers of the case
    DRAFT = "draft"  # the text to be signed
    CASE = "case"  # the steps of this case
    OTHER_CASE = "other_case"  # the case that stands beside
    ANEW = "anew"  # withdraw, and open a new case
    LAW = "law"  # let it go on by another text


Fault = GateNotPassed | GateUnsure | LawChanged | BackDated


@dataclass(frozen=True, slots=True)
class Missing:
    """One line. `key` is its name in `DecisionIssued.overridden`; `fault` says it in a sentence.

    `case` is another case it is about: shown only to who may see that case, and never stored.
    `field`: the first field of the person that is not on file (domain/directory/fields.py).
    """

    key: str
    fault: Fault
    mend: Mend
    case: str = ""
    field: str = ""

    @property
    def blocks(self) -> bool:
        return isinstance(self.fault, GateNotPassed)


@dataclass(frozen=True, slots=True)
class SignedText:
    """What reading the exact text found: blanks that facts of the case fill now, blanks that only a
    person fills, articles of a secret text, other faults."""

    fillable: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    secret: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()  # rule of the lint, and what stands there


@dataclass(frozen=True, slots=True)
class CaseBeside:
    """Another open case about the same person or the same post; whether it looks at a case, as a
    complaint does: a person's own complaint is never held against them."""

    id: str
    about_another: bool = False


@dataclass(frozen=True, slots=True)
class Prospect:
    """The decision about to be issued, and all that bears on it.

    `findings` and `papers` are measured on its day; `law_then` is the procedure in force that
    day, with `law_changed` where that is not the text of the case; `back_dated` says that number
    and date would break the order of time; `holders` are other people who hold the post.
    """

    gate_input: GateInput
    step: Step
    findings: Sequence[Finding] = ()
    papers: Sequence[Finding] = ()
    law_then: Procedure | None = None
    law_changed: bool = False
    back_dated: BackDated | None = None
    text: SignedText = SignedText()
    beside: Sequence[CaseBeside] = ()
    holders: Sequence[str] = ()

    @property
    def case(self) -> Case:
        return self.gate_input.case

    @property
    def kind(self) -> ProcedureKind:
        return self.gate_input.law.kind


def readiness(prospect: Prospect) -> tuple[Missing, ...]:
    """Every missing thing, those of the law as a whole first; empty: ready."""
    return (
        *_time(prospect),
        *_gates(prospect),
        *_consents(prospect),
        *_standards(prospect),
        *_dossier(prospect),
        *_text(prospect.text),
        *_record(prospect),
    )


def check_ready(lines: Iterable[Missing], *, reason: str, document: str) -> tuple[str, ...]:
    """Names of the lines a person answers for with a reason and the document it rests on.

    Raises GateNotPassed for the first that blocks, else GateUnsure for the first that asks.
    """
    told = tuple(lines)
    for line in sorted(told, key=lambda line: not line.blocks):
        if line.blocks or not reason.strip():
            raise line.fault
    if told and not document.strip():
        raise GateUnsure(told[0].fault.basis, gate=Gate.DOCUMENT_OWED, lines=len(told))
    return tuple(dict.fromkeys(line.key for line in told))


def _line(
    key: str, mend: Mend, basis: tuple[Basis, ...], *, blocks: bool, **facts: object
) -> Missing:
    kind = GateNotPassed if blocks else GateUnsure
    return Missing(key, kind(basis, **facts), mend)


def _time(prospect: Prospect) -> Iterator[Missing]:
    """Another text in force that day, or a number out of the order of time."""
    case, dated = prospect.case, prospect.gate_input.dated
    if prospect.law_changed:
        fault = LawChanged(pinned=case.law_day, dated=dated, procedure=case.procedure)
        yield Missing("law_changed", fault, Mend.LAW)
    if prospect.back_dated is not None:
        yield Missing("back_dated", prospect.back_dated, Mend.CASE)


def _gates(prospect: Prospect) -> Iterator[Missing]:
    for condition in standing_of(prospect.step, prospect.gate_input):
        fault, rule = condition.fault, condition.rule
        if fault is not None:
            mend = Mend.RECORD if rule.name == "before_term_expiry" else Mend.CASE
            facts = fault.facts
            yield _line(rule.name, mend, _bases(fault), blocks=rule.may_block, **facts)


def _bases(fault: GateNotPassed) -> tuple[Basis, ...]:
    return tuple(basis for basis in fault.basis if isinstance(basis, Basis))


def _consents(prospect: Prospect) -> Iterator[Missing]:
    """Consents that the law of the decision's day requires and the case never asked for (R-23)."""
    law, case = prospect.law_then, prospect.case
    if law is None or not _wants_consents(law):
        return
    asked = _asked_for_consent(prospect)
    for step in law.steps:
        if step.kind == Kind.CONSENT and (step.when is None or CONDITIONS[step.when](case, law)):
            for role in step.asks:
                if role not in asked:
                    yield _consent_owed(step, role)


def _wants_consents(law: Procedure) -> bool:
    return any(gate.name == CONSENTS for step in law.steps for gate in step.gates)


def _asked_for_consent(prospect: Prospect) -> set[str]:
    """Roles asked under the case's own law: how they answered is the gate's to say."""
    steps = prospect.gate_input.law.procedure.steps
    consents = {step.id for step in steps if step.kind == Kind.CONSENT}
    return {task.role for task in prospect.case.tasks if task.step in consents}


def _consent_owed(step: Step, role: str) -> Missing:
    blocks = any(basis.confidence.may_block for basis in step.basis)
    facts = {"gate": Gate.CONSENT_OWED, "step": step.title, "role": role}
    return _line(f"consent {role}", Mend.ANEW, step.basis, blocks=blocks, **facts)


def _standards(prospect: Prospect) -> Iterator[Missing]:
    """Rules about the person. A waiver granted in the case settles the rules that allow one."""
    law = prospect.gate_input.law.procedure
    waived = prospect.case.answer_for(Purpose.WAIVER, law) == Outcome.AGREE
    for finding in prospect.findings:
        if finding.verdict != Verdict.MET and not (waived and finding.waivable):
            yield _finding(finding, Mend.RECORD, "rule")


def _dossier(prospect: Prospect) -> Iterator[Missing]:
    for finding in prospect.papers:
        if finding.verdict != Verdict.MET:
            yield _finding(finding, Mend.DOSSIER, "paper")


def _finding(finding: Finding, mend: Mend, what: str) -> Missing:
    """Only what was measured and not met blocks; what is not known is for a person."""
    facts = {
        "gate": Gate(f"{what}_{finding.verdict}"),
        "title": finding.title,
        "measured": finding.measured,
        "required": finding.required,
    }
    blocks = finding.verdict == Verdict.NOT_MET and finding.force == Force.BLOCK
    line = _line(finding.rule, mend, finding.basis, blocks=blocks, **facts)
    return replace(line, field="".join(finding.fields[:1]))


def _text(text: SignedText) -> Iterator[Missing]:
    found = (
        ("text_fillable", text.fillable, True),
        ("text_secret", text.secret, True),
        ("text_blanks", text.blanks, False),
        ("text_faults", text.faults, False),
    )
    for gate, places, blocks in found:
        if places:
            yield _line(gate, Mend.DRAFT, (), blocks=blocks, gate=gate, places=places)


def _record(prospect: Prospect) -> Iterator[Missing]:
    """What the decision would contradict: bodies, posts, other cases."""
    yield from _body(prospect)
    yield from _post(prospect)
    for beside in prospect.beside:
        if not beside.about_another:
            fault = GateUnsure(gate=Gate.OTHER_CASE)
            yield Missing("other_case", fault, Mend.OTHER_CASE, case=beside.id)


def _body(prospect: Prospect) -> Iterator[Missing]:
    """Nobody is put at the head of a body that has ended; a person says how to go on."""
    moment, case = prospect.gate_input, prospect.case
    body = moment.law.agencies.get(case.press_agency)
    if body.last_day is None or body.last_day >= moment.dated:
        return
    facts = {
        "gate": Gate.AGENCY_ENDED,
        "agency": body.code,
        "ended": body.last_day,
        "successor": moment.law.agencies.current(body.code, moment.dated).code,
    }
    blocks = prospect.kind.puts_in
    yield _line("agency_ended", Mend.ANEW, (), blocks=blocks, **facts)


def _post(prospect: Prospect) -> Iterator[Missing]:
    holds = _holds_the_post(prospect)
    if prospect.kind.in_post and holds is False:
        yield _line("post_not_held", Mend.RECORD, (), blocks=False, gate=Gate.POST_NOT_HELD)
    if not prospect.kind.fills_post:
        return
    if holds:
        yield _line("post_held", Mend.RECORD, (), blocks=False, gate=Gate.POST_HELD)
    for person in prospect.holders:
        filled = {"gate": Gate.POST_FILLED, "person": person}
        yield _line("post_filled", Mend.CASE, (), blocks=False, **filled)


def _holds_the_post(prospect: Prospect) -> bool | None:
    """None where the record holds no working life to tell from."""
    record = life(prospect.gate_input.subject.record)
    holds = any(_is_the_post(prospect, held) for held in record.known_services)
    return None if record.services is None and not holds else holds


def _is_the_post(prospect: Prospect, held: Service) -> bool:
    """The post of the case on the decision's day, also by the name of a body it came from."""
    agencies, dated, case = (
        prospect.gate_input.law.agencies,
        prospect.gate_input.dated,
        prospect.case,
    )
    if held.position != str(_position(prospect)) or not held.covers(dated):
        return False
    if held.agency not in agencies.by_code:
        return False
    return agencies.current(held.agency, dated) == agencies.current(case.press_agency, dated)


def _position(prospect: Prospect) -> PostKind:
    return PostKind.ACTING_HEAD if prospect.kind.acting else prospect.case.post
