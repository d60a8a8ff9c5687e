"""The handling agency lets a running case go on by the text in force on another day."""

from __future__ import annotations

from datetime import date

from actions.app import App
from actions.execute import Act, Receipt, as_handler, check_same, execute, refusal_of, says
from domain.cases.attempt import Attempt
from domain.errors import Refused
from domain.facts.fact import Fact
from domain.facts.opening import CaseMigrated
from domain.law.procedure import name_in
from domain.migration.migrate import OtherLaw, decide_migrate
from domain.migration.plan import plan
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading
from regulations.proof.kept import kept_proof

ANY_WORDS = "…"  # what the person will write is not known yet


def migrate_case(app: App, act: Act, *, day: date, reason: str, document: str) -> Receipt:
    """Raises CannotMigrate, CaseClosed, ReasonMissing, BadInput, Stands, NotYourTask, NotAllowed,
    NoVersionInForce."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        steady = app.steady(uow)
        other = _other(steady, uow, attempt.case, day)
        facts = decide_migrate(attempt, other, reason=reason, document=document)
        _keep(steady, uow, other, attempt)
        return facts

    receipt = execute(app, act, as_handler(act.person), decide)
    return check_same(receipt, says(CaseMigrated, law_day=day, reason=reason, document=document))


def other_law(app: App, case_id: str, day: date) -> OtherLaw:
    """What would become of the case by the text in force on that day. Raises NotFound,
    NoVersionInForce."""
    with reading(app) as uow:
        return _other(app, uow, uow.cases.get(case_id), day)


def why_no_migration(app: App, case_id: str, day: date, *, person: str) -> Refused | None:
    """Why the case does not go on by the text of that day; None where it would."""
    with reading(app) as uow:
        return refusal_of(
            app,
            uow,
            Act(act_id="", case_id=case_id, person=person),
            as_handler(person),
            lambda uow, attempt: decide_migrate(
                attempt,
                _other(app, uow, attempt.case, day),
                reason=ANY_WORDS,
                document=ANY_WORDS,
            ),
        )


def _other(app: App, uow: UnitOfWork, case: Case, day: date) -> OtherLaw:
    catalogue = app.catalogue
    text = catalogue.find(name_in(case.procedure), case.press_agency, day)
    planned = plan(case, app.procedure(uow, case.law_digest), text)
    return OtherLaw(
        plan=planned,
        law=catalogue.law(planned.text),
        digest=catalogue.digest(planned.text),
        book=catalogue.book_digest,
        day=day,
    )


def _keep(app: App, uow: UnitOfWork, other: OtherLaw, attempt: Attempt) -> None:
    """A text with steps of another in it is not the one whose paths were proven."""
    text = other.plan.text
    uow.laws.pin(text, other.digest, attempt.at)
    uow.laws.keep_book(other.book, app.catalogue.book_body, attempt.at)
    proof = None if text.past else kept_proof(app.catalogue, text.id)
    if proof:
        uow.laws.keep_proof(other.digest, proof, attempt.at)
