"""Change an issued decision by a later paper: revoke, annul, replace or correct it.

The paper is written, numbered and entered in the register in the one act that changes what is in
force; a refusal takes no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

from actions.app import App
from actions.cases.case_files import gather
from actions.decisions.person_file import changed
from actions.decisions.readiness import (
    ReadText,
    back_dated,
    decision_series,
    missing_for,
)
from actions.effects.drafting import write_draft
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    attempt_of,
    best_capacity,
    check_same,
    execute,
    says,
)
from documents.content.catalogue import PAPERS
from documents.lint.blanks import blanks
from domain.cases.attempt import Attempt
from domain.decisions.changes import (
    ChangeWish,
    IssuedPaper,
    check_can_change,
    decide_change,
)
from domain.decisions.issuing import NumberTaken
from domain.decisions.numbering import Series
from domain.decisions.readiness import Mend, Missing, SignedText, check_ready
from domain.decisions.registers import decision_in
from domain.directory.actors import Actor, Power
from domain.errors import GateNotPassed, NotFound, Refused
from domain.facts.decisions import DecisionChange, DecisionChanged, FinalMade
from domain.facts.fact import Fact
from domain.law.procedure import Step
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading

UNNUMBERED = ""  # in a text shown before it is signed


def change_decision(app: App, act: Act, wish: ChangeWish) -> Receipt:
    """The body that issued changes the decision in force. Raises CannotChange, NotYourTask,
    NotAllowed, SelfApproval, ReasonMissing, GateNotPassed, BadInput …"""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        target, overridden = _cleared(app, uow, attempt, wish)
        taken = _take_number(app, uow, attempt, wish)
        paper = decide_change(attempt, target, wish, taken, overridden)
        rows = changed(app, uow, attempt, paper)
        return [paper, _final(app, uow, attempt.case.id, paper), *rows]

    receipt = execute(app, act, _issuing(act.person), decide)
    return check_same(receipt, says(DecisionChanged, **asdict(wish)))


def text_of_change(app: App, act: Act, wish: ChangeWish) -> bytes:
    """The paper as it would be signed, its number still open. Refuses what the act refuses."""
    with reading(app) as uow:
        attempt = attempt_of(app, uow, act, _issuing(act.person))
        target, overridden = _cleared(app, uow, attempt, wish)
        signer = uow.directory.person(act.person).full_name
        open_ = NumberTaken(series="", number=0, symbol=UNNUMBERED, signer=signer)
        paper = decide_change(attempt, target, wish, open_, overridden)
        return _written(app, uow, act.case_id, paper)


def why_no_change(app: App, uow: UnitOfWork, case_id: str, *, person: str) -> Refused | None:
    """Why this person may not change the decision; None where they may. For showing."""
    act = Act(act_id="", case_id=case_id, person=person)
    attempt = attempt_of(app, uow, act, _issuing(person))
    some = "…"  # what the person will write is not known yet
    wish = ChangeWish(how=DecisionChange.REVOKE, dated=app.today(), reason=some, document=some)
    try:
        check_can_change(attempt, uow.cases.facts(case_id), wish)
    except Refused as refusal:
        return refusal
    return None


def _cleared(
    app: App, uow: UnitOfWork, attempt: Attempt, wish: ChangeWish
) -> tuple[IssuedPaper, tuple[str, ...]]:
    """The decision to change, and what the reason given answers for."""
    target = check_can_change(attempt, uow.cases.facts(attempt.case.id), wish)
    lines = tuple(_missing(app, uow, attempt.case, wish))
    return target, check_ready(lines, reason=wish.reason, document=wish.document)


def _missing(app: App, uow: UnitOfWork, case: Case, wish: ChangeWish) -> Iterator[Missing]:
    """A new decision about the person meets the conditions of its own day, as the first did; for
    the others only the order of numbers counts."""
    step = _issuing_step(app, uow, case)
    if wish.how == DecisionChange.REPLACE:
        yield from missing_for(
            app, uow, case, step, wish.dated, ReadText(case.version, SignedText())
        )
    elif fault := back_dated(app, uow, case, step, wish.dated, PAPERS[wish.paper].code):
        yield Missing("back_dated", fault, Mend.CASE)


def _take_number(app: App, uow: UnitOfWork, attempt: Attempt, wish: ChangeWish) -> NumberTaken:
    series = _series(app, attempt.actor.agency, wish.dated, wish.paper)
    number = uow.registers.next_number(series.key)
    signer = uow.directory.person(attempt.actor.person).full_name
    taken = NumberTaken(
        series=series.key,
        number=number,
        symbol=_symbol(series, number),
        signer=signer,
    )
    uow.registers.record(taken, case_id=attempt.case.id, dated=wish.dated)
    return taken


def _series(app: App, agency: str, dated: date, paper: str) -> Series:
    return decision_series(app, agency, dated, PAPERS[paper].code)


def _symbol(series: Series, number: int) -> str:
    """A State body's official letter has no code of its type (Decree 30/2020, Appx III)."""
    if series.layout == "state" and series.type_code == "CV":
        return f"{number:02d}/{series.sign}"
    return series.symbol(number)


def _final(app: App, uow: UnitOfWork, case_id: str, changed: DecisionChanged) -> FinalMade:
    text = _written(app, uow, case_id, changed)
    if places := blanks(text):
        raise GateNotPassed(gate=GateNotPassed.Gate.TEXT_FILLABLE, places=places)
    return FinalMade(
        paper=changed.paper, content=app.papers.put(text), size=len(text), at=changed.at
    )


def _written(app: App, uow: UnitOfWork, case_id: str, changed: DecisionChanged) -> bytes:
    file = replace(gather(app, uow, case_id), change=changed, day=changed.dated)
    step = _issuing_step(app, uow, file.case)
    return write_draft(app, file, changed.paper, step=step.id).content


def _issuing_step(app: App, uow: UnitOfWork, case: Case) -> Step:
    """The step in which the first decision was issued."""
    decision = decision_in(uow.cases.facts(case.id))
    for step in app.law(uow, case).procedure.steps:
        if decision and step.approves == decision.paper:
            return step
    raise NotFound(kind="paper", id=case.id)


def _issuing(person: str) -> ActorResolver:
    """The capacity in which `person` signs for the body that issued the decision."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        decision = decision_in(uow.cases.facts(case.id))
        agency = decision.by.agency if decision else case.handler
        return best_capacity(uow, app, case, person, agency, Power.SIGN)

    return choose
