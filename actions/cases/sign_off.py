"""Record one agency's answer, given here or received on paper, and move the case on.

Which rules an answer goes by, those of an opinion or those of issuing, is decided here, on the law
of the case; pages, API and command line send the answer alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from actions.app import App
from actions.audit.attempts import note_refused
from actions.execute import (
    Act,
    Receipt,
    Same,
    as_assignee,
    as_handler,
    check_same,
    execute,
    says,
)
from domain.cases.attempt import Attempt
from domain.cases.sign_off import SignOff, check_can_sign_off, decide_sign_off, issues
from domain.decisions.issuing import Issue
from domain.errors import BadInput, Refused
from domain.facts.answers import PaperReply, SignedOff
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.hearing.hearing import check_served_first
from domain.law.procedure import Purpose
from domain.state.case import Case
from domain.state.task import case_of
from models.unit_of_work import UnitOfWork, reading

if TYPE_CHECKING:
    from actions.decisions.readiness import ReadText

WANT_SERVICE = (Purpose.HEARING, Purpose.SERVICE)  # other steps are spared reading the history


def sign_off(
    app: App,
    answer: SignOff,
    *,
    person: str,
    dated: date | None = None,
    confirmed: str = "",
    document: str = "",
) -> Receipt:
    """The person answers the task for the agency asked. Raises Refused with the reason.

    An answer by which the decision is issued needs `dated`, the day printed on it, and takes its
    number with it; `confirmed` is the reason for issuing although software asked for one, and
    `document` the paper it rests on. They count for no other answer.
    """
    act = Act(act_id=answer.act_id, case_id=answer.case_id, person=person)
    choose = as_assignee(person, answer.task_id) if answer.paper is None else as_handler(person)
    text = _read_first(app, act, answer, dated) if dated is not None else None

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        if dated is not None and text is not None and issues(attempt, answer):
            from actions.decisions.issue_decision import issue  # and with it Word's library

            wish = Issue(answer=answer, dated=dated, confirmed=confirmed, document=document)
            return issue(app, uow, attempt, wish, text)
        if answer.paper is not None:
            _check_scan(uow, answer.case_id, answer.paper)
        facts = decide_sign_off(attempt, answer)
        _check_served(uow, attempt, answer.task_id, answer.paper)
        return facts

    receipt = execute(app, act, choose, decide)
    return check_same(receipt, _same(answer, dated))


def _read_first(app: App, act: Act, answer: SignOff, dated: date) -> ReadText:
    """What takes seconds, before the transaction begins: LibreOffice only for who may answer."""
    from actions.decisions.issue_decision import check_prints_as_seen, text_of  # only who issues

    with reading(app) as uow:
        case = uow.cases.get(act.case_id)
        refused = why_not(app, uow, case, answer.task_id, person=act.person)
    if refused is None:
        check_prints_as_seen(app, answer, dated)
    return text_of(app, answer, dated)


def why_not(app: App, uow: UnitOfWork, case: Case, task_id: str, *, person: str) -> Refused | None:
    """Why this person may not answer this task; None where they may. For showing, not deciding."""
    actor = as_assignee(person, task_id)(uow, app, case)
    try:
        attempt = Attempt(case, app.law(uow, case), actor, app.now(case))
        check_can_sign_off(attempt, task_id)
        _check_served(uow, attempt, task_id)
    except Refused as refusal:
        return refusal
    return None


def check_first(app: App, task_id: str, *, person: str) -> None:
    """Who may not answer is told so when the first page is sent; what was tried is kept. Raises
    what `sign_off` raises of who answers."""
    with reading(app) as uow:
        case = uow.cases.get(case_of(task_id))
        refused = why_not(app, uow, case, task_id, person=person)
    if refused is not None:
        note_refused(app, person, case.id, "act", refused)
        raise refused


def _check_served(
    uow: UnitOfWork, attempt: Attempt, task_id: str, paper: PaperReply | None = None
) -> None:
    """Nobody explains what was not served on them, nor says that a decision was handed over that
    was not (domain/hearing/hearing.py)."""
    task = attempt.case.find_task(task_id)
    step = attempt.law.procedure.step(task.step) if task else None
    if step is not None and step.purpose in WANT_SERVICE:
        check_served_first(attempt, uow.cases.facts(attempt.case.id), step, paper)


def _check_scan(uow: UnitOfWork, case_id: str, paper: PaperReply) -> None:
    """An answer on paper is recorded only with its scan already in the dossier of this case."""
    if not uow.papers.has(case_id, paper.scan):
        raise BadInput(field="scan", rule=BadInput.Rule.NOT_IN_DOSSIER, value=paper.scan)


def _same(answer: SignOff, dated: date | None) -> Same:
    """The same answer and, where it issued the decision, the same day printed on it."""
    signed = says(
        SignedOff,
        task=answer.task_id,
        outcome=answer.outcome,
        reason=answer.reason,
        paper=answer.paper,
    )
    on_the_day = says(DecisionIssued, dated=dated)
    return lambda facts: signed(facts) and (on_the_day(facts) or not _issued(facts))


def _issued(facts: Sequence[Fact]) -> bool:
    return any(isinstance(fact, DecisionIssued) for fact in facts)
