"""Put a file into the dossier of a case: checked, kept by its content, recorded as a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.app import App
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    as_handler,
    ask_first,
    check_same,
    execute,
    says,
)
from documents.guarded.files import open_file
from documents.intake.kinds import MEDIA
from documents.intake.readable import DOSSIER, Readable
from documents.intake.sent_file import SentFile
from domain.cases.attempt import Attempt, check_handles
from domain.cases.dossier_changes import asked_again
from domain.errors import BadInput, CaseClosed
from domain.facts.fact import Fact
from domain.facts.papers import Original, PaperAttached
from models.unit_of_work import UnitOfWork
from regulations.kept.book import LawBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """`kind` is an id of the dossier list."""

    kind: str
    file: SentFile


@dataclass(frozen=True, slots=True)
class KeptFile:
    """`content` is the SHA-256 of the bytes, `media_type` what they were found to be, `original`
    the picture they were made from, if they were."""

    name: str
    content: str
    size: int
    media_type: str
    original: Original | None


def attach_paper(app: App, act: Act, upload: Upload) -> Receipt:
    """Raises BadPaper with the rule broken, BadInput, CaseClosed, NotAllowed, Stands."""
    return take_in(app, act, upload, as_handler(act.person), check_handles, asks=True)


def take_in(
    app: App,
    act: Act,
    upload: Upload,
    choose: ActorResolver,
    check: Callable[[Attempt], None],
    *,
    asks: bool = False,
) -> Receipt:
    """Keep the file of whoever `check` lets through. Nothing half done: bytes are kept under their
    hash first, and count only once the fact is committed. `asks`: who answered about the dossier in
    this round is asked again (domain/cases/dossier_changes.py).

    Raises CaseClosed.
    """

    def may(uow: UnitOfWork, attempt: Attempt) -> None:
        check_kind(app.book(uow, attempt.case), upload)
        if not attempt.case.open:
            raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
        check(attempt)

    ask_first(app, act, choose, may)
    file = keep_file(app, upload)

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        may(uow, attempt)
        again = asked_again(attempt, upload.kind) if asks else []
        return [attached(attempt, upload, file), *again]

    receipt = execute(app, act, choose, decide)
    return check_same(receipt, says(PaperAttached, kind=upload.kind, content=file.content))


def keep_file(app: App, upload: Upload) -> KeptFile:
    """The bytes, looked through and kept under their hash. Raises BadPaper."""
    found = open_file(upload.file, DOSSIER)
    original = _original(app, upload, found) if found.original else None
    content = app.papers.put(found.content)
    return KeptFile(found.name, content, len(found.content), found.media_type, original)


def check_kind(book: LawBook, upload: Upload) -> None:
    """Is there such a paper in the list of the case? Raises BadInput."""
    if upload.kind not in book.dossier:
        known = sorted(book.dossier)
        raise BadInput(
            field="kind", rule=BadInput.Rule.UNKNOWN_PAPER, value=upload.kind, known=known
        )


def _original(app: App, upload: Upload, found: Readable) -> Original:
    return Original(
        name=upload.file.name,
        content=app.papers.put(found.original),
        size=len(found.original),
        media_type=MEDIA[found.sent],
    )


def attached(attempt: Attempt, upload: Upload, file: KeptFile) -> PaperAttached:
    """The fact of a file that joins the dossier."""
    return PaperAttached(
        kind=upload.kind,
        name=file.name,
        content=file.content,
        size=file.size,
        media_type=file.media_type,
        original=file.original,
        not_secret=upload.file.not_secret,
        by=attempt.actor,
        at=attempt.at,
    )
