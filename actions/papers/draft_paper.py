"""An officer asks for a paper of the step at hand: software drafts it from what is known now."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.cases.case_files import case_file
from actions.effects.drafting import Written, write_draft
from actions.execute import Act, check_same, execute, says
from actions.papers.upload_draft import editing
from documents.content.catalogue import known_paper
from documents.content.context import issuer_of
from documents.content.paper_fields import states
from domain.cases.attempt import Attempt
from domain.errors import StaleCase
from domain.facts.fact import Fact
from domain.facts.papers import DraftMade
from domain.papers.case_file import CaseFile
from domain.papers.drafts import check_may_edit, check_offered
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Drafted:
    """`content` is the hash of version `number`; not `new`: nothing it says has changed since."""

    paper: str
    number: int
    content: str
    new: bool


def draft_paper(app: App, act: Act, paper: str) -> Drafted:
    """The paper as a new version, or the last one where software would write the same again.

    A text edited in Word stays as an earlier version. Raises DraftClosed with what the step
    offers, NotFound, NotAllowed, NotYourTask, StaleCase (the case moved meanwhile: ask again),
    ActIdReused.
    """
    kind = known_paper(paper)
    file = case_file(app, act.case_id)
    check_offered(file.case, file.law, paper)
    last = file.made.get(paper)
    if last is not None and _written(app, file, paper, last.number).sha256 == last.content:
        return Drafted(paper, last.number, last.content, new=False)
    made = _next(app, file, paper)

    def decide(_uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        issuer = issuer_of(file, kind, attempt.case.step).code
        check_may_edit(attempt, issuer, statement=states(paper))
        if attempt.case.version != file.case.version:
            raise StaleCase(case=attempt.case.id, version=file.case.version)
        return [made]

    receipt = execute(app, act, editing(act.person, paper), decide)
    check_same(receipt, says(DraftMade, paper=paper))
    return Drafted(paper, made.number, made.content, new=True)


def _written(app: App, file: CaseFile, paper: str, number: int) -> Written:
    return write_draft(app, file, paper, step=file.case.step, number=number)


def _next(app: App, file: CaseFile, paper: str) -> DraftMade:
    number = file.versions.get(paper, 0) + 1
    new, case = _written(app, file, paper, number), file.case
    kept, size = app.papers.put(new.content), len(new.content)
    return DraftMade(
        paper=paper,
        step=case.step,
        round=case.round,
        number=number,
        content=kept,
        size=size,
        at=app.now(case),
        template=new.template,
    )
