"""What issuing a decision adds to the answer that does it: checked, numbered, dated, registered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions.app import App
from actions.cases.case_files import case_file
from actions.decisions.person_file import written
from actions.decisions.readiness import (
    ReadText,
    as_if_issued,
    decision_series,
    missing_for,
    read_text,
)
from actions.effects.drafting import write_final
from documents.docx.compare import compare
from documents.docx.filled import moved_page
from documents.guarded.files import open_page_texts
from domain.cases.attempt import Attempt
from domain.cases.sign_off import SignOff
from domain.decisions.issuing import (
    Issue,
    NumberTaken,
    check_can_issue,
    decide_issue,
)
from domain.decisions.numbering import Series
from domain.decisions.readiness import Missing, SignedText
from domain.errors import StaleDraft
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from models.unit_of_work import UnitOfWork


def issue(app: App, uow: UnitOfWork, attempt: Attempt, wish: Issue, text: ReadText) -> list[Fact]:
    """A refusal takes no number; `text` is what `text_of` read before the transaction began.

    Raises GateNotPassed, GateUnsure, LawChanged, BackDated …
    """

    def missing() -> Sequence[Missing]:
        step = attempt.law.procedure.step(_step_of(wish))
        return missing_for(app, uow, attempt.case, step, wish.dated, text)

    cleared = check_can_issue(attempt, wish, missing)
    series = decision_series(app, attempt.actor.agency, wish.dated)
    signed, issued, *following = decide_issue(
        attempt, wish, cleared, _take_number(uow, attempt, wish, series)
    )
    assert isinstance(issued, DecisionIssued)
    return [signed, issued, *written(app, uow, attempt, issued), *following]


def text_of(app: App, answer: SignOff, dated: date) -> ReadText:
    """The text to be signed, looked through outside the transaction: it may take a second."""
    file = case_file(app, answer.case_id)
    task = file.case.find_task(answer.task_id)
    if task is None or not file.case.open:
        return ReadText(-1, SignedText())
    return read_text(app, file, file.law.procedure.step(task.step), dated)


def check_prints_as_seen(app: App, answer: SignOff, dated: date) -> None:
    """With number, date and signer filled in, every page says what the page seen says. Printed
    before the transaction begins, and only where pages were seen.

    Raises StaleDraft: layout; NoPdf.
    """
    if not answer.pages or not app.office.present:
        return
    file = case_file(app, answer.case_id)
    step = file.law.procedure.step(answer.task_id.split("/")[1])
    paper = step.approves or ""
    if file.case.draft(paper) != answer.read:
        return  # refused as stale, by the domain
    issued = as_if_issued(file, paper, answer.read, dated)
    texts = [app.papers.get(answer.read), write_final(app, issued, paper, step=step.id)]
    seen, final = map(open_page_texts, app.office.pdfs(texts))
    page = moved_page(compare(*texts), seen, final)
    if page is not None:
        raise StaleDraft(paper=paper, rule=StaleDraft.Rule.LAYOUT, page=page)


def _step_of(issue: Issue) -> str:
    """A task id names its case, step, round and role."""
    return issue.answer.task_id.split("/")[1]


def _take_number(uow: UnitOfWork, attempt: Attempt, issue: Issue, series: Series) -> NumberTaken:
    number = uow.registers.next_number(series.key)
    signer = uow.directory.person(attempt.actor.person).full_name
    taken = NumberTaken(
        series=series.key, number=number, symbol=series.symbol(number), signer=signer
    )
    uow.registers.record(taken, case_id=attempt.case.id, dated=issue.dated)
    return taken
