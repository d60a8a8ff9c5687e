"""An officer puts a text edited in Word in the place of a draft: checked, kept, recorded."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.cases.case_files import gather
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    best_capacity,
    check_same,
    execute,
)
from documents.content.catalogue import PAPERS
from documents.content.context import issuer_of
from documents.docx.compare import TextChange, compare
from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.own_template.fill import check_fillable
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import NotFound
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact
from domain.facts.papers import DraftUploaded
from domain.papers.drafts import Edited, decide_upload
from domain.state.case import Case
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedDraft:
    """`paper` is a paper id; `based_on` the hash of the version that was opened in Word."""

    paper: str
    file: SentFile
    based_on: str


@dataclass(frozen=True, slots=True)
class Uploaded:
    """`changes` are the blocks that differ from the version it was made from."""

    receipt: Receipt
    changes: tuple[TextChange, ...]


def upload_draft(app: App, act: Act, edited: EditedDraft) -> Uploaded:
    """A new version of the draft; answers of this round about the old one are asked again.

    Raises BadPaper with the rule broken, StaleDraft when another version came meanwhile,
    DraftClosed, BadInput (same text), NotFound (no draft yet), NotAllowed, NotYourTask. A refusal
    changes nothing.
    """
    if edited.paper not in PAPERS:
        raise NotFound(kind="paper", id=edited.paper)
    kept = check_draft(edited.file)
    wish = Edited(
        paper=edited.paper,
        name=edited.file.name,
        content=app.papers.put(kept),
        size=len(kept),
        based_on=edited.based_on,
    )

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        file = gather(app, uow, act.case_id)
        issuer = issuer_of(file, PAPERS[edited.paper], attempt.case.step).code
        number = file.versions.get(edited.paper, 0) + 1
        facts = decide_upload(
            attempt, wish, issuer=issuer, number=number, reads=reads_of(uow, attempt)
        )
        check_fillable(edited.file.name, kept, PAPERS[edited.paper])
        return facts

    receipt = execute(app, act, editing(act.person, edited.paper), decide)
    check_same(receipt, lambda facts: _same(wish, facts[0]))
    return Uploaded(receipt, compare(app.papers.get(edited.based_on), kept))


def _same(wish: Edited, fact: Fact) -> bool:
    if not isinstance(fact, DraftUploaded):
        return False
    return (fact.content, fact.replaces) == (wish.content, wish.based_on)


def reads_of(uow: UnitOfWork, attempt: Attempt) -> dict[str, str]:
    """Task → hash of the text its answer named."""
    facts = (stored.fact() for stored in uow.cases.history(attempt.case.id))
    return {fact.task: fact.read for fact in facts if isinstance(fact, SignedOff)}


def editing(person: str, paper: str) -> ActorResolver:
    """For the handling agency where the person works there, else for the body that issues it."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        as_handler = best_capacity(uow, app, person, case.handler, Power.PREPARE)
        if as_handler.agency == app.catalogue.agencies.current(case.handler, app.today()).code:
            return as_handler
        issuer = issuer_of(gather(app, uow, case.id), PAPERS[paper], case.step)
        return best_capacity(uow, app, person, issuer.code, Power.PREPARE)

    return choose
