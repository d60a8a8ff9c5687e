"""What a decision, and each later paper about it, writes into the file of the person: read here,
decided in domain/papers/person_file.py, stored with it in the same transaction."""

from __future__ import annotations

from actions.app import App
from domain.cases.attempt import Attempt
from domain.facts.decisions import DecisionChanged, DecisionIssued
from domain.facts.fact import Fact
from domain.papers.person_file import decide_rewrite, decide_write
from models.unit_of_work import UnitOfWork


def written(app: App, uow: UnitOfWork, attempt: Attempt, issued: DecisionIssued) -> list[Fact]:
    """What the decision just issued writes."""
    person = uow.directory.person(attempt.case.subject)
    facts = uow.cases.facts(attempt.case.id)
    rules = app.book(uow, attempt.case).consequences
    return decide_write(attempt, person, facts, issued, rules)


def changed(app: App, uow: UnitOfWork, attempt: Attempt, by: DecisionChanged) -> list[Fact]:
    """What the later paper does to the rows of the decision it changes."""
    case = attempt.case
    person = uow.directory.person(case.subject, but=case.id)
    facts = uow.cases.facts(case.id)
    return decide_rewrite(attempt, person, facts, by, app.book(uow, case).consequences)
