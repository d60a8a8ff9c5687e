"""Papers of a case: the dossier, drafts and their versions, replacing and comparing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Path, Query, Response, UploadFile
from pydantic import Field

from actions.cases.case_files import case_file
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import Version, find_version, versions_of
from actions.papers.enter_fields import AskedField, asked_fields, enter_fields
from actions.papers.read_draft import read_draft
from actions.papers.read_paper import papers_seen, read_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from actions.papers.use_template import TemplateUse, use_template
from documents.content.catalogue import PAPERS
from documents.docx.compare import Change, compare
from documents.docx.compare import Words as ChangedWords
from domain.errors import NotFound
from domain.papers.fields import FieldKind
from models.papers.papers import DOCX
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import CaseId, Done, Hash, Id, Name, Number, Shape, Words, done

router = APIRouter(prefix="/cases/{case}", tags=["papers"])
PDF = "application/pdf"
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in (PDF, DOCX, "image/jpeg", "image/png")}}
}


def _task_id(
    case: CaseId, step: Name, round: Annotated[int, Path(ge=1, le=9999)], role: Name
) -> str:
    return f"{case}/{step}/{round}/{role}"


TaskId = Annotated[str, Depends(_task_id)]
FieldName = Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+$")]
FIELDS = "/tasks/{step}/{round}/{role}/fields"


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
    words: list[ChangedWords]


class Replaced(Shape):
    """`changes` are the blocks that differ from the version it was made from."""

    done: Done
    changes: list[ChangeShape]


class FieldShape(Shape):
    """`value` is what was entered (`entered`), else what the case tells: days as dd/mm/yyyy, a
    choice by its value. `papers` print it; of `scope` task each task has its own."""

    id: str
    vi: str
    en: str
    kind: FieldKind
    scope: Literal["case", "task"]
    required: bool
    choices: list[str]
    papers: list[str]
    value: str
    entered: bool


class Entering(Shape):
    """Field → text, as people type it; an empty text takes the value back."""

    values: dict[FieldName, Words] = Field(max_length=60)


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


@router.get(FIELDS)
def fields_asked(caller: Reader, task_id: TaskId) -> list[FieldShape]:
    """Nội dung để in vào văn bản mà bước của việc này hỏi; chỉ gồm mục còn sửa được."""
    case = caller.reads(task_id.partition("/")[0])
    return [_field_shape(asked) for asked in asked_fields(case_file(caller.app, case.id), task_id)]


@router.post(FIELDS)
def enter_values(caller: Doer, task_id: TaskId, key: Key, body: Entering) -> Done:
    """Ghi nội dung; dự thảo của bước đang xử lý được lập lại nếu nội dung thay đổi."""
    act = caller.act(task_id.partition("/")[0], key)
    return done(enter_fields(caller.app, act, task_id, body.values))


def _field_shape(asked: AskedField) -> FieldShape:
    field = asked.field
    return FieldShape(
        id=field.id,
        vi=field.vi,
        en=field.en,
        kind=field.kind,
        scope=field.scope,
        required=field.required,
        choices=[choice.value for choice in field.choices],
        papers=list(field.papers),
        value=asked.value,
        entered=asked.entered,
    )
