"""What is missing before a decision may be signed, gathered for the domain to weigh. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.app import App
from actions.cases.case_files import gather
from actions.effects.drafting import write_draft, write_final
from actions.eligibility.eligibility import examine_case
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.lint.blanks import blanks, fillable
from documents.lint.lint import lint
from documents.own_template.fill import fill
from domain.cases.dossier_changes import attached_in
from domain.cases.gate_input import GateInput
from domain.decisions.changes import decision_in_force
from domain.decisions.numbering import Series, series_for
from domain.decisions.readiness import (
    CaseBeside,
    Missing,
    Prospect,
    SignedText,
    readiness,
)
from domain.decisions.registers import check_order
from domain.directory.actors import Actor
from domain.errors import BackDated, NoVersionInForce
from domain.facts.decisions import DecisionIssued
from domain.law.case_law import Law
from domain.law.procedure import Procedure, ProcedureKind, Step
from domain.law.routing import press_titles
from domain.papers.case_file import CaseFile
from domain.state.case import Case, PostKind
from models.cases.by_person import BesideCase, beside, decided_for_post
from models.unit_of_work import UnitOfWork, reading

SECRET = "secret_article"


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was found in the text to be signed, as the case stood at `version`."""

    version: int
    found: SignedText


def readiness_of(app: App, case_id: str, step_id: str, dated: date) -> tuple[Missing, ...]:
    """The lines of an issuing step for a decision of that day. Raises NotFound."""
    with reading(app) as uow:
        file = gather(app, uow, case_id)
        step = file.law.procedure.step(step_id)
        return missing_for(app, uow, file.case, step, dated, read_text(app, file, step, dated))


def missing_for(
    app: App, uow: UnitOfWork, case: Case, step: Step, dated: date, text: ReadText
) -> tuple[Missing, ...]:
    """The same inside a transaction; a text read before the case moved is read again."""
    if text.version != case.version:
        text = read_text(app, gather(app, uow, case.id), step, dated)
    law, history = app.law(uow, case), uow.cases.facts(case.id)
    person = uow.directory.person(case.subject, but=case.id)
    held = {fact.kind for fact in attached_in(history)}
    examined = examine_case(app, uow, case, law.procedure, held, on=dated)
    then = law_on(app, law.procedure.name, case, dated)
    return readiness(
        Prospect(
            GateInput(case, law, person, dated, history),
            step,
            examined.rules,
            examined.papers,
            law_then=then,
            law_changed=then is None or app.catalogue.digest(then) != _text_of(app, case, law),
            back_dated=back_dated(app, uow, case, step, dated),
            text=text.found,
            beside=_beside(app, uow, case),
            holders=_holders(app, uow, case, dated) if law.kind.fills_post else (),
        )
    )


def _text_of(app: App, case: Case, law: Law) -> str:
    """The digest of the case's text as it was published: without the steps of an earlier one."""
    text = law.procedure
    if not text.past:
        return case.law_digest
    return app.catalogue.digest(text.model_copy(update={"past": ()}))


def decision_series(app: App, issuer: str, dated: date, code: str = "QĐ") -> Series:
    """The register for decisions, or papers of another type, of a body dated on a day."""
    agency = app.catalogue.agencies.get(issuer)
    return series_for(agency, code, dated, app.catalogue.party_terms)


def back_dated(
    app: App, uow: UnitOfWork, case: Case, step: Step, dated: date, code: str = "QĐ"
) -> BackDated | None:
    """In the register of the body that is asked to issue, or did, as it stands today."""
    asked = next(task.agency for task in reversed(case.tasks) if task.step == step.id)
    issuer = app.catalogue.agencies.current(asked, app.today()).code
    series = decision_series(app, issuer, dated, code)
    latest, state = uow.registers.latest(series.key), series.layout == "state"
    try:
        check_order(dated, latest, app.today(), app.catalogue.calendar, state=state)
    except BackDated as found:
        return found
    return None


def law_on(app: App, name: str, case: Case, dated: date) -> Procedure | None:
    """The same procedure as the law stands on the decision's date; None where there is none."""
    try:
        return app.catalogue.find(name, case.press_agency, dated)
    except NoVersionInForce:
        return None


def read_text(app: App, file: CaseFile, step: Step, dated: date) -> ReadText:
    """Look through the current text of the paper that `step` approves."""
    paper = step.approves or ""
    content = file.case.draft(paper)
    if content is None:
        return ReadText(file.case.version, SignedText())
    draft, signed = replace(file, decision=None), app.papers.get(content)
    issued = as_if_issued(file, paper, content, dated)
    anew = write_draft(app, draft, paper, step=step.id).content
    fresh = fill(anew, context_for(issued, PAPERS[paper], step.id))
    printed = write_final(app, issued, paper, step=step.id)
    faults = [f for f in lint(signed, context_for(draft, PAPERS[paper], step.id)) if not f.hint]
    found = SignedText(
        fillable(printed, fresh),
        blanks(printed),
        secret=tuple(f.found for f in faults if f.rule == SECRET),
        faults=tuple((f.rule, f.found) for f in faults if f.rule != SECRET),
    )
    return ReadText(file.case.version, found)


def as_if_issued(file: CaseFile, paper: str, content: str, dated: date) -> CaseFile:
    """The case with the decision as it would be printed: its number is not known yet."""
    by, at = file.case.started_by, file.case.opened_at
    actor = Actor(by, file.case.handler, "", frozenset())
    decision = DecisionIssued(
        paper=paper,
        series="",
        number=0,
        symbol="00",
        dated=dated,
        signer="",
        approved=content,
        by=actor,
        at=at,
    )
    return replace(file, decision=decision, day=dated)


def _beside(app: App, uow: UnitOfWork, case: Case) -> tuple[CaseBeside, ...]:
    found = beside(uow.connection, case)
    return tuple(CaseBeside(one.id, _kind(app, uow, one).about_another) for one in found)


def _kind(app: App, uow: UnitOfWork, case: BesideCase) -> ProcedureKind:
    return app.catalogue.kind(app.procedure(uow, case.law_digest).name)


def _holders(app: App, uow: UnitOfWork, case: Case, dated: date) -> tuple[str, ...]:
    """Other people in the post of a head that day: by the directory, or by the last decision."""
    if case.post == PostKind.DEPUTY:
        return ()
    title = press_titles(app.catalogue.agencies.get(case.press_agency), dated).head
    seats = uow.directory.seats(case.press_agency, dated)
    seated = [seat.person for seat in seats if seat.position == title]
    return tuple(sorted({*seated, *_decided(app, uow, case)} - {case.subject}))


def _decided(app: App, uow: UnitOfWork, case: Case) -> tuple[str, ...]:
    """Who was last put in the post by a decision issued here, in force, and not taken out since."""
    decided = []
    for other in decided_for_post(uow.connection, case):
        decision = decision_in_force(uow.cases.facts(other.id))
        if decision is not None:
            decided.append((decision.fact.dated, decision.fact.at, other))
    if not decided:
        return ()
    last = max(decided, key=lambda row: row[:2])[2]
    return (last.subject,) if _kind(app, uow, last).puts_in else ()
