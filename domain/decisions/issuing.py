"""Issuing a decision: the last sign-off, which takes a number and a date and closes the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.calendar.clock import local_day
from domain.cases.attempt import Attempt
from domain.cases.sign_off import (
    SignOff,
    answer,
    check_answer,
    check_can_sign_off,
)
from domain.decisions.readiness import Missing, check_ready
from domain.errors import BadInput, OptionNotOffered
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.state.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """`answer` is the sign-off; `dated` the date printed; `confirmed` a person's reason for going
    on although another text is in force on that date, or something is missing that does not
    block; `document` the paper that reason rests on, by number and date.
    """

    answer: SignOff
    dated: date
    confirmed: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTaken:
    """A number of a register series and how it is printed: "05-QĐ/TU", "05/QĐ-UBND"."""

    series: str
    number: int
    symbol: str
    signer: str


@dataclass(frozen=True, slots=True)
class IssueCheck:
    """What stood before issuing was passed: the task, and what a person answered for."""

    task: Task
    overridden: tuple[str, ...]


def check_can_issue(
    attempt: Attempt, issue: Issue, missing: Callable[[], Sequence[Missing]]
) -> IssueCheck:
    """Every rule that stands before a number is taken. Raises the first refusal.

    `missing` gives the lines of readiness on the decision's date; it is called once the answer
    itself may be given. Raises BadInput, OptionNotOffered.
    """
    case = attempt.case
    task = check_can_sign_off(attempt, issue.answer.task_id)
    step = attempt.law.procedure.step(task.step)
    option = check_answer(step, case, issue.answer)
    if not option.issues or step.approves is None:
        raise OptionNotOffered(step=step.title, outcome=issue.answer.outcome, offered=[])
    if not local_day(case.opened_at) <= issue.dated <= attempt.today:
        raise BadInput(
            field="dated", rule=BadInput.Rule.BETWEEN_OPENING_AND_TODAY, value=issue.dated
        )
    reason, document = issue.confirmed, issue.document
    return IssueCheck(task, check_ready(missing(), reason=reason, document=document))


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
        document=issue.document.strip(),
    )
    return [signed, issued, *following]
