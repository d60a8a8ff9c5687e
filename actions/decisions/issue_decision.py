"""Issue the decision: checked, numbered, dated and recorded in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from actions.app import App
from actions.cases.case_files import case_file
from actions.decisions.readiness import ReadText, decision_series, missing_for, read_text
from actions.execute import (
    Act,
    Receipt,
    as_assignee,
    check_same,
    execute,
)
from domain.cases.attempt import Attempt
from domain.decisions.issuing import (
    Issue,
    NumberTaken,
    check_can_issue,
    decide_issue,
)
from domain.decisions.numbering import Series
from domain.decisions.readiness import Missing, SignedText
from domain.facts.progress import DecisionIssued, Fact
from models.unit_of_work import UnitOfWork


def issue_decision(app: App, issue: Issue, *, person: str) -> Receipt:
    """A refusal takes no number. Raises GateNotPassed, GateUnsure, LawChanged, BackDated …"""
    answer = issue.answer
    act = Act(answer.act_id, answer.case_id, person)
    text = _text_of(app, issue)

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        def missing() -> Sequence[Missing]:
            step = attempt.law.procedure.step(_step_of(issue))
            return missing_for(app, uow, attempt.case, step, issue.dated, text)

        cleared = check_can_issue(attempt, issue, missing)
        series = decision_series(app, attempt.actor.agency, issue.dated)
        return decide_issue(attempt, issue, cleared, _take_number(uow, attempt, issue, series))

    receipt = execute(app, act, as_assignee(person, answer.task_id), decide)
    return check_same(
        receipt,
        lambda facts: any(isinstance(f, DecisionIssued) and f.dated == issue.dated for f in facts),
    )


def _text_of(app: App, issue: Issue) -> ReadText:
    """The text to be signed, read before the transaction begins: it may take a second."""
    file = case_file(app, issue.answer.case_id)
    task = file.case.find_task(issue.answer.task_id)
    if task is None or not file.case.open:
        return ReadText(-1, SignedText())
    return read_text(app, file, file.law.procedure.step(task.step), issue.dated)


def _step_of(issue: Issue) -> str:
    """A task id names its case, step, round and role."""
    return issue.answer.task_id.split("/")[1]


def _take_number(uow: UnitOfWork, attempt: Attempt, issue: Issue, series: Series) -> NumberTaken:
    number = uow.registers.next_number(series.key)
    signer = uow.directory.person(attempt.actor.person).full_name
    taken = NumberTaken(series.key, number, series.symbol(number), signer)
    uow.registers.record(taken, case_id=attempt.case.id, dated=issue.dated)
    return taken
