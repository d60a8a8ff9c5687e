"""What papers are to say, typed on the page of the task whose step knows it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter
from fastapi.responses import Response

from actions.papers.enter_fields import AskedField, enter_fields, fields_to_enter
from domain.papers.case_file import CaseFile
from domain.state.task import Task
from models.unit_of_work import reading
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PREFIX = "field_"


@router.post("/cases/{case}/tasks/{step}/{round_}/{role}/fields")
def enter(
    ctx: SignedInContext, case: str, step: str, round_: int, role: str, form: Posted
) -> Response:
    ctx.check_sees(case)
    task = f"{case}/{step}/{round_}/{role}"
    typed = {
        name.removeprefix(PREFIX): form.one(name) for name in form.values if name.startswith(PREFIX)
    }
    enter_fields(ctx.app, form.act(case, ctx.person), task, typed)
    return go(f"{form.page}#fields")


def fields_for(
    ctx: RequestContext, file: CaseFile, task: Task
) -> tuple[Sequence[AskedField], Sequence[str]]:
    """What this person may enter at a task, and names to offer where a person is asked."""
    with reading(ctx.app) as uow:
        asked = fields_to_enter(ctx.app, uow, file, task, person=ctx.person)
        if not asked:
            return (), ()
        seats = uow.directory.seats(task.agency, ctx.app.today())
        names = uow.directory.names({seat.person for seat in seats})
    return asked, sorted(names.values())
