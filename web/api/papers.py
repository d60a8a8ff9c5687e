"""Papers of a case: the dossier, drafts and their versions, replacing and comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile

from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import Version, find_version, versions_of
from actions.papers.read_draft import read_draft
from actions.papers.read_paper import papers_seen, read_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from documents.content.catalogue import PAPERS
from documents.docx.compare import Change, Words, compare
from domain.errors import NotFound
from models.papers.papers import DOCX
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import CaseId, Done, Hash, Id, Name, Number, Shape, done

router = APIRouter(prefix="/cases/{case}", tags=["papers"])
PDF = "application/pdf"
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in (PDF, DOCX, "image/jpeg", "image/png")}}
}


class PaperShape(Shape):
    """`role`: attached (came in), draft, final. `content` is the hash of the bytes."""

    id: int
    role: str
    kind: str
    number: int
    name: str
    content: str
    size: int
    media_type: str
    at: datetime


class VersionShape(Shape):
    """`by` is empty where software wrote it; `voided` the answers asked again because of it."""

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


class ChangeShape(Shape):
    """One block that differs; `place`: empty in body text, table, row and column, or a part."""

    kind: str
    place: list[int] | str
    before: str
    after: str
    words: list[Words]


class Replaced(Shape):
    """`changes` are the blocks that differ from the version it was made from."""

    done: Done
    changes: list[ChangeShape]


@router.get("/papers")
def list_(caller: Reader, case: CaseId) -> list[PaperShape]:
    """Giấy tờ, dự thảo và bản chính của hồ sơ."""
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
) -> Done:
    """Đưa một giấy tờ vào hồ sơ (tối đa 50 MB; .pdf, .docx, .jpg, .png)."""
    act = caller.act(case, key)
    upload = Upload(kind=kind, name=file.filename or "", content=file.file.read())
    return done(attach_paper(caller.app, act, upload))


@router.get("/papers/{paper_id}/file", responses=FILES, response_class=Response)
def file_(
    caller: Reader, case: CaseId, paper_id: Annotated[int, Path(ge=1, le=2**31 - 1)]
) -> Response:
    """Tệp như đã nhận; việc xem được ghi lại."""

    found = read_paper(caller.app, caller.viewer, case, paper_id, how="api")
    return _as_file(found.name, caller.app.papers.get(found.content), found.media_type)


@router.get("/drafts")
def versions(caller: Reader, case: CaseId) -> list[VersionShape]:
    """Các lần dự thảo, cũ trước."""
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
    """Hai lần dự thảo, từng đoạn một."""
    texts = [_read(caller, _version(caller, case, paper, n), case, "compare") for n in (old, new)]
    return _shown(compare(*texts))


@router.get("/drafts/{paper}/{number}.{form}", responses=FILES, response_class=Response)
def fetch(
    caller: Reader, case: CaseId, paper: Name, number: Number, form: Literal["docx", "pdf"]
) -> Response:
    """Một lần dự thảo dạng .docx hoặc .pdf; việc xem được ghi lại."""
    content = _read(caller, _version(caller, case, paper, number), case, form)
    made = caller.app.office.pdf(content) if form == "pdf" else content
    return _as_file(f"{case}_{paper}_{number}.{form}", made, PDF if form == "pdf" else DOCX)


@router.post("/drafts/{paper}", status_code=201)
def replace(
    caller: Doer,
    case: CaseId,
    key: Key,
    paper: Name,
    file: Annotated[UploadFile, File()],
    based_on: Annotated[Hash, Form(description="Mã băm của bản đã mở để sửa.")],
    template: Annotated[bool, Form(description="Tệp là mẫu riêng của cơ quan.")] = False,
) -> Replaced:
    """Bản sửa trong Word, hoặc mẫu riêng đã điền, thành lần dự thảo mới."""
    act = caller.act(case, key)
    _check_version(caller, case, paper, based_on)
    name, content = file.filename or "", file.file.read()
    if template:
        made = use_template(
            caller.app, act, TemplateUse(paper=paper, name=name, content=content, based_on=based_on)
        )
    else:
        made = upload_draft(
            caller.app, act, EditedDraft(paper=paper, name=name, content=content, based_on=based_on)
        )
    return Replaced(done=done(made.receipt), changes=_shown(made.changes))


def _shown(changes: Sequence[Change]) -> list[ChangeShape]:
    return [ChangeShape.model_validate(change) for change in changes]


def _version(caller: Caller, case: str, paper: str, number: int) -> Version:
    """Raises NotFound, for a case that is not this person's too."""
    caller.check_sees(case)
    if paper not in PAPERS:
        raise NotFound(kind="paper", id=paper)
    return find_version(caller.app, case, paper, number)


def _check_version(caller: Caller, case: str, paper: str, content: str) -> None:
    """Raises NotFound for a hash that is no version of this paper in this case."""
    if content not in {v.content for v in versions_of(caller.app, case, paper)}:
        raise NotFound(kind="paper", id=content)


def _read(caller: Caller, version: Version, case: str, how: str) -> bytes:
    return read_draft(caller.app, case, version.content, person=caller.person, how=how)


def _as_file(name: str, content: bytes, media_type: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
