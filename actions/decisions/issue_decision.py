"""Issue the decision: checked, numbered, dated and recorded in one transaction."""

from __future__ import annotations

from datetime import date

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    answering,
    check_same,
    through_the_door,
)
from domain.cases.attempt import Turn
from domain.decisions.issuing import (
    Issue,
    NumberTaken,
    check_can_issue,
    decide_issue,
)
from domain.decisions.numbering import Series, series_for
from domain.decisions.registers import check_order
from domain.facts.progress import DecisionIssued, Fact
from models.unit_of_work import UnitOfWork


def issue_decision(app: App, issue: Issue, *, person: str) -> Receipt:
    """A refusal takes no number. Raises GateNotPassed, GateUnsure, LawChanged, BackDated …"""
    answer = issue.answer
    act = Act(answer.act_id, answer.case_id, person)

    def decide(uow: UnitOfWork, turn: Turn) -> list[Fact]:
        subject = uow.directory.person(turn.case.subject)
        law_now = _law_on(app, turn, issue)
        history = uow.cases.facts(turn.case.id)
        cleared = check_can_issue(turn, issue, subject, history, law_now=law_now)
        series = decision_series(app, turn.actor.agency, issue.dated)
        if not issue.confirmed.strip():
            latest = uow.registers.latest(series.key)
            state = series.layout == "state"
            check_order(issue.dated, latest, turn, app.catalogue.calendar, state=state)
        return decide_issue(turn, issue, cleared, _take_number(uow, turn, issue, series))

    receipt = through_the_door(app, act, answering(person, answer.task_id), decide)
    return check_same(
        receipt,
        lambda facts: any(isinstance(f, DecisionIssued) and f.dated == issue.dated for f in facts),
    )


def _law_on(app: App, turn: Turn, issue: Issue) -> str:
    """Digest of the same procedure as the law stands on the decision's date."""
    name = turn.law.procedure.name
    return app.catalogue.digest(app.catalogue.find(name, turn.case.press_agency, issue.dated))


def decision_series(app: App, issuer: str, dated: date) -> Series:
    """The register for decisions of a body dated on a day."""
    agency = app.catalogue.agencies.get(issuer)
    return series_for(agency, "QĐ", dated, app.catalogue.party_terms)


def _take_number(uow: UnitOfWork, turn: Turn, issue: Issue, series: Series) -> NumberTaken:
    number = uow.registers.next_number(series.key)
    signer = uow.directory.person(turn.actor.person).full_name
    taken = NumberTaken(series.key, number, series.symbol(number), signer)
    uow.registers.record(taken, case_id=turn.case.id, dated=issue.dated)
    return taken
