"""Issuing a decision: the last sign-off, which takes a number and a date and closes the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar.clock import local_day
from domain.cases.attempt import Attempt
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import (
    SignOff,
    answer,
    check_answer,
    check_can_sign_off,
)
from domain.decisions.gates import check_gates
from domain.directory.people import Person
from domain.errors import BadInput, LawChanged, OptionNotOffered
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.state.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`answer` is the sign-off; `dated` the date printed; `confirmed` a person's reason for going
    on although another text is in force on that date, or a condition fails by a rule not read.
    """

    answer: SignOff
    dated: date
    confirmed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTaken:
    """A number of a register series and how it is printed: "05-QĐ/TU", "05/QĐ-UBND"."""

    series: str
    number: int
    symbol: str
    signer: str


@dataclass(frozen=True, slots=True)
class IssueCheck:
    """What stood before issuing was passed: the task, and conditions a person confirmed."""

    task: Task
    overridden: tuple[str, ...]


def check_can_issue(
    attempt: Attempt, issue: Issue, subject: Person, history: tuple[Fact, ...], *, law_now: str
) -> IssueCheck:
    """Every rule that stands before a number is taken. Raises the first refusal.

    `law_now` is the digest of the procedure in force on the decision's date.
    """
    case = attempt.case
    task = check_can_sign_off(attempt, issue.answer.task_id)
    step = attempt.law.procedure.step(task.step)
    option = check_answer(step, case, issue.answer)
    if not option.issues or step.approves is None:
        raise OptionNotOffered(step=step.title, outcome=issue.answer.outcome, offered=[])
    if not local_day(case.opened_at) <= issue.dated <= attempt.today:
        raise BadInput(field="dated", rule="between_opening_and_today", value=issue.dated)
    if law_now != case.law_digest and not issue.confirmed.strip():
        raise LawChanged(pinned=case.law_day, dated=issue.dated, procedure=case.procedure)
    gate_input = GateInput(case, attempt.law, subject, issue.dated, history)
    return IssueCheck(task, check_gates(step, gate_input, confirmed=issue.confirmed))


def decide_issue(
    attempt: Attempt, issue: Issue, cleared: IssueCheck, taken: NumberTaken
) -> list[Fact]:
    """The facts of issuing, once `check_can_issue` has passed and a number is taken."""
    step = attempt.law.procedure.step(cleared.task.step)
    signed, *following = answer(attempt, cleared.task, issue.answer)
    issued = DecisionIssued(
        paper=step.approves or "",
        series=taken.series,
        number=taken.number,
        symbol=taken.symbol,
        dated=issue.dated,
        signer=taken.signer,
        approved=issue.answer.read,
        by=attempt.actor,
        at=attempt.at,
        confirmed=issue.confirmed.strip(),
        overridden=cleared.overridden,
    )
    return [signed, issued, *following]
