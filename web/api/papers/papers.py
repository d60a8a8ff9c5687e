"""Papers of a case: the dossier, drafts and their versions, replacing and comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from actions.decisions.change_decision import change_decision
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import Version, find_version, versions_of
from actions.papers.read_draft import read_draft, read_page
from actions.papers.read_paper import papers_seen, read_paper
from actions.papers.remove_paper import remove_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from documents.content.catalogue import known_paper
from documents.docx.compare import TextChange
from documents.docx.compare import Words as ChangedWords
from documents.docx.compare import differences as compared
from domain.decisions.changes import ChangeWish, IssuedPaper, decision_papers
from domain.errors import NotFound
from domain.facts.decisions import DecisionChange, DecisionChanged
from models.papers.papers import DOCX, PDF, PNG
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import (
    CaseId,
    Day,
    Done,
    Hash,
    Id,
    Line,
    Name,
    Number,
    PaperId,
    Shape,
    Words,
    done,
    sent,
)

router = APIRouter(prefix="/cases/{case}", tags=["papers"])
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in (PDF, DOCX, "image/jpeg", PNG)}}
}


class PaperShape(Shape):
    """`role`: attached (came in), draft, page (a picture of how a draft prints), final. `content`
    is the hash of the bytes."""

    id: int
    role: str
    kind: str
    number: int
    name: str
    content: str
    size: int
    media_type: str
    at: datetime


class NumberedPaper(Shape):
    """A numbered paper about the decision; `how` is empty for the first one, `changes` the number
    it changes, `changed_by` the numbers of later papers about it."""

    paper: str
    symbol: str
    dated: date
    signer: str
    how: str
    changes: str
    changed_by: list[str]
    in_force: bool


class Removing(Shape):
    reason: Words


class DecisionChanging(Shape):
    """`says` is what holds now, for replace and correct; `effective`, `last_day`, `form`: where it
    says them otherwise than the decision, for the record of the person."""

    how: DecisionChange
    dated: Day
    reason: Words
    document: Line
    says: Words = ""
    effective: Day | None = None
    last_day: Day | None = None
    form: Line = ""


class VersionShape(Shape):
    """`by` is empty where software wrote it; `voided` the answers asked again because of it;
    `pages` the hashes of the pictures of its pages, `seen` of text and pictures together."""

    paper: str
    number: int
    content: str
    size: int
    step: str
    at: datetime
    by: str
    name: str
    current: bool
    voided: list[str]
    pages: list[str]
    seen: str


class ChangeShape(Shape):
    """One block that differs; `place`: empty in body text, table, row and column, or a part."""

    kind: str
    place: list[int] | str
    before: str
    after: str
    words: list[ChangedWords]


class Replaced(Shape):
    """`changes` are the blocks that differ from the version it was made from."""

    done: Done
    changes: list[ChangeShape]


@router.get("/papers")
def list_(caller: Reader, case: CaseId) -> list[PaperShape]:
    caller.reads(case)
    with reading(caller.app) as uow:
        found = papers_seen(caller.app, uow, caller.viewer, case)
    return [PaperShape.model_validate(paper) for paper in found]


@router.post("/papers", status_code=201)
def attach(
    caller: Doer,
    case: CaseId,
    key: Key,
    kind: Annotated[Id, Form()],
    file: Annotated[UploadFile, File()],
    not_secret: Annotated[bool, Form()] = False,
) -> Done:
    act = caller.act(case, key)
    upload = Upload(kind=kind, file=sent(file, not_secret=not_secret))
    return done(attach_paper(caller.app, act, upload))


@router.post("/papers/{paper_id}/remove")
def remove(caller: Doer, case: CaseId, paper_id: PaperId, key: Key, body: Removing) -> Done:
    act = caller.act(case, key)
    with reading(caller.app) as uow:
        content = uow.papers.one_of(case, paper_id).content
    return done(remove_paper(caller.app, act, content=content, reason=body.reason))


@router.get("/papers/{paper_id}/file", responses=FILES, response_class=Response)
def file_(caller: Reader, case: CaseId, paper_id: PaperId) -> Response:
    found = read_paper(caller.app, caller.viewer, case, paper_id, how="api")
    return as_file(found.name, caller.app.papers.get(found.content), found.media_type)


@router.get("/drafts")
def versions(caller: Reader, case: CaseId) -> list[VersionShape]:
    caller.reads(case)
    return [VersionShape.model_validate(v) for v in versions_of(caller.app, case)]


@router.get("/drafts/{paper}/compare")
def differences(
    caller: Reader,
    case: CaseId,
    paper: Name,
    old: Annotated[int, Query(ge=1, le=100_000)],
    new: Annotated[int, Query(ge=1, le=100_000)],
) -> list[ChangeShape]:
    before, after = (_version(caller, case, paper, number) for number in (old, new))
    texts = [_read(caller, version, case, "compare") for version in (before, after)]
    return _shown(compared(*texts, same_pages=before.prints_as(after)))


@router.get("/drafts/{paper}/{number}.{form}", responses=FILES, response_class=Response)
def fetch(
    caller: Reader, case: CaseId, paper: Name, number: Number, form: Literal["docx", "pdf"]
) -> Response:
    content = _read(caller, _version(caller, case, paper, number), case, form)
    made = caller.app.office.pdf(content) if form == "pdf" else content
    return as_file(f"{case}_{paper}_{number}.{form}", made, PDF if form == "pdf" else DOCX)


@router.get("/drafts/{paper}/{number}/pages/{page}", responses=FILES, response_class=Response)
def page_picture(
    caller: Reader, case: CaseId, paper: Name, number: Number, page: Number
) -> Response:
    version = _version(caller, case, paper, number)
    picture = read_page(caller.app, case, version, page, person=caller.person)
    return as_file(f"{case}_{paper}_{number}_{page}.png", picture, PNG)


@router.post("/drafts/{paper}", status_code=201)
def replace(
    caller: Doer,
    case: CaseId,
    key: Key,
    paper: Name,
    file: Annotated[UploadFile, File()],
    based_on: Annotated[Hash, Form()],
    template: Annotated[bool, Form()] = False,
    not_secret: Annotated[bool, Form()] = False,
) -> Replaced:
    act = caller.act(case, key)
    _check_version(caller, case, paper, based_on)
    own = sent(file, not_secret=not_secret)
    if template:
        use = TemplateUse(paper=paper, file=own, based_on=based_on)
        made = use_template(caller.app, act, use)
    else:
        edited = EditedDraft(paper=paper, file=own, based_on=based_on)
        made = upload_draft(caller.app, act, edited)
    return Replaced(done=done(made.receipt), changes=_shown(made.changes))


@router.get("/decision")
def decision(caller: Reader, case: CaseId) -> list[NumberedPaper]:
    caller.reads(case)
    with reading(caller.app) as uow:
        return [_numbered(paper) for paper in decision_papers(uow.cases.facts(case))]


@router.post("/decision/changes")
def change(caller: Doer, case: CaseId, key: Key, body: DecisionChanging) -> Done:
    wish = ChangeWish(**body.model_dump())
    return done(change_decision(caller.app, caller.act(case, key), wish))


def _numbered(paper: IssuedPaper) -> NumberedPaper:
    fact = paper.fact
    changes = fact.changes_symbol if isinstance(fact, DecisionChanged) else ""
    return NumberedPaper(
        paper=fact.paper,
        symbol=fact.symbol,
        dated=fact.dated,
        signer=fact.signer,
        how=fact.how if isinstance(fact, DecisionChanged) else "",
        changes=changes,
        changed_by=[later.symbol for later in paper.later],
        in_force=paper.decides and paper.in_force,
    )


def _shown(changes: Sequence[TextChange]) -> list[ChangeShape]:
    return [ChangeShape.model_validate(change) for change in changes]


def _version(caller: Caller, case: str, paper: str, number: int) -> Version:
    """Raises NotFound, for a case that is not this person's too."""
    caller.check_sees(case)
    known_paper(paper)
    return find_version(caller.app, case, paper, number)


def _check_version(caller: Caller, case: str, paper: str, content: str) -> None:
    """Raises NotFound for a hash that is no version of this paper in this case."""
    if content not in {v.content for v in versions_of(caller.app, case, paper)}:
        raise NotFound(kind="paper", id=content)


def _read(caller: Caller, version: Version, case: str, how: str) -> bytes:
    return read_draft(caller.app, case, version.content, person=caller.person, how=how)


def as_file(name: str, content: bytes, media_type: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
