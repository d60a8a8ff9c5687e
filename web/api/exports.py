"""Lists as files, of what the person may see and nothing else."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from actions.cases.lists import (
    LONGEST,
    cases_sheet,
    people_sheet,
    tasks_sheet,
)
from documents.export.sheets import (
    CSV,
    XLSX,
    Form,
    Sheet,
    written,
)
from domain.state.case import CaseStatus
from models.cases.case_pages import Listed
from models.cases.worklist_rows import Tab
from models.cases.worklists import Wanted
from web.api.caller import Reader

router = APIRouter(prefix="/exports", tags=["exports"])
FILES: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {}, XLSX: {}}}}


@router.get("/cases.{form}", responses=FILES, response_class=Response)
def cases(caller: Reader, form: Form, status: CaseStatus | None = None) -> Response:
    listed = Listed(status or "", limit=LONGEST)
    return as_file(cases_sheet(caller.app, caller.viewer, listed), "ho-so", form)


@router.get("/tasks.{form}", responses=FILES, response_class=Response)
def tasks(caller: Reader, form: Form, tab: Tab = Tab.WAITING) -> Response:
    wanted = Wanted(tab, limit=LONGEST)
    return as_file(tasks_sheet(caller.app, caller.viewer, wanted), "cong-viec", form)


@router.get("/people.{form}", responses=FILES, response_class=Response)
def people(caller: Reader, form: Form) -> Response:
    return as_file(people_sheet(caller.app, caller.viewer), "danh-ba", form)


def as_file(sheet: Sheet, name: str, form: Form) -> Response:
    content, media_type = written(sheet, form)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=media_type, headers=headers)
