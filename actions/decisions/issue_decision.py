"""What issuing a decision adds to the answer that does it: checked, numbered, dated, registered."""

from __future__ import annotations

from datetime import date

from actions.app import App
from domain.cases.attempt import Attempt
from domain.decisions.issuing import (
    Issue,
    NumberTaken,
    check_can_issue,
    decide_issue,
)
from domain.decisions.numbering import Series, series_for
from domain.decisions.registers import check_order
from domain.facts.fact import Fact
from models.unit_of_work import UnitOfWork


def issue(app: App, uow: UnitOfWork, attempt: Attempt, wish: Issue) -> list[Fact]:
    """A refusal takes no number. Raises GateNotPassed, GateUnsure, LawChanged, BackDated …"""
    subject = uow.directory.person(attempt.case.subject)
    law_now = _law_on(app, attempt, wish)
    history = uow.cases.facts(attempt.case.id)
    cleared = check_can_issue(attempt, wish, subject, history, law_now=law_now)
    series = decision_series(app, attempt.actor.agency, wish.dated)
    if not wish.confirmed.strip():
        latest = uow.registers.latest(series.key)
        state = series.layout == "state"
        check_order(wish.dated, latest, attempt, app.catalogue.calendar, state=state)
    return decide_issue(attempt, wish, cleared, _take_number(uow, attempt, wish, series))


def _law_on(app: App, attempt: Attempt, issue: Issue) -> str:
    """Digest of the same procedure as the law stands on the decision's date."""
    name = attempt.law.procedure.name
    return app.catalogue.digest(app.catalogue.find(name, attempt.case.press_agency, issue.dated))


def decision_series(app: App, issuer: str, dated: date) -> Series:
    """The register for decisions of a body dated on a day."""
    agency = app.catalogue.agencies.get(issuer)
    return series_for(agency, "QĐ", dated, app.catalogue.party_terms)


def _take_number(uow: UnitOfWork, attempt: Attempt, issue: Issue, series: Series) -> NumberTaken:
    number = uow.registers.next_number(series.key)
    signer = uow.directory.person(attempt.actor.person).full_name
    taken = NumberTaken(
        series=series.key, number=number, symbol=series.symbol(number), signer=signer
    )
    uow.registers.record(taken, case_id=attempt.case.id, dated=issue.dated)
    return taken
