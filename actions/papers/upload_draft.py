"""An officer puts a text edited in Word in the place of a draft: checked, kept, recorded."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.cases.case_files import gather
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    ask_first,
    best_capacity,
    check_same,
    execute,
    says,
)
from documents.content.catalogue import PAPERS, known_paper
from documents.content.context import issuer_of
from documents.content.paper_fields import states
from documents.docx.compare import TextChange, differences
from documents.guarded.files import open_draft
from documents.intake.sent_file import SentFile
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
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
    kind = known_paper(edited.paper)
    check_may_upload(app, act, edited)
    kept = open_draft(edited.file, kind, app.papers.get(edited.based_on))
    wish = _wish(app, edited, kept)
    app.papers.put(kept)

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        return _decide(app, uow, attempt, wish)

    receipt = execute(app, act, editing(act.person, edited.paper), decide)
    check_same(
        receipt,
        says(DraftUploaded, paper=wish.paper, content=wish.content, replaces=wish.based_on),
    )
    return Uploaded(receipt, differences(app.papers.get(edited.based_on), kept))


def check_may_upload(app: App, act: Act, edited: EditedDraft) -> None:
    """Before anything is opened. Raises what `upload_draft` raises but for the file itself."""
    wish = _wish(app, edited, edited.file.content)
    ask_first(
        app,
        act,
        editing(act.person, edited.paper),
        lambda uow, attempt: _decide(app, uow, attempt, wish),
    )


def _wish(app: App, edited: EditedDraft, content: bytes) -> Edited:
    return Edited(
        paper=edited.paper,
        name=edited.file.name,
        content=app.papers.name_of(content),
        size=len(content),
        based_on=edited.based_on,
    )


def _decide(app: App, uow: UnitOfWork, attempt: Attempt, wish: Edited) -> list[Fact]:
    file = gather(app, uow, attempt.case.id)
    issuer = issuer_of(file, PAPERS[wish.paper], attempt.case.step).code
    number = file.versions.get(wish.paper, 0) + 1
    reads = reads_of(uow, attempt)
    own = states(wish.paper)
    return decide_upload(attempt, wish, issuer=issuer, number=number, reads=reads, statement=own)


def reads_of(uow: UnitOfWork, attempt: Attempt) -> dict[str, str]:
    """Task → hash of the text its answer named."""
    facts = (stored.fact() for stored in uow.cases.history(attempt.case.id))
    return {fact.task: fact.read for fact in facts if isinstance(fact, SignedOff)}


def editing(person: str, paper: str) -> ActorResolver:
    """For the handling agency where the person works there, else for the body that issues it; the
    other way round where the paper states what that body alone may say."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        if states(paper):
            return as_issuer(uow, app, case)
        as_handler = best_capacity(uow, app, case, person, case.handler, Power.PREPARE)
        handler = app.book(uow, case).agencies.current(case.handler, app.today()).code
        if as_handler.agency == handler:
            return as_handler
        return as_issuer(uow, app, case)

    def as_issuer(uow: UnitOfWork, app: App, case: Case) -> Actor:
        issuer = issuer_of(gather(app, uow, case.id), PAPERS[paper], case.step)
        return best_capacity(uow, app, case, person, issuer.code, Power.PREPARE)

    return choose
