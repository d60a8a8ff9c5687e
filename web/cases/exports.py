"""The inbox as a file, filtered as it is on the page."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.lists import LONGEST, tasks_sheet
from documents.export.sheets import Form
from models.cases.worklist_rows import Tab
from models.cases.worklists import Wanted
from web.api.exports import as_file
from web.cases.inbox import chosen_filter
from web.kit.request import SignedInContext

router = APIRouter()


@router.get("/inbox/export.{form}")
def inbox(ctx: SignedInContext, form: Form, tab: Tab = Tab.WAITING) -> Response:
    said = chosen_filter(ctx)
    late = ctx.app.today() if said["late"] else None
    wanted = Wanted(tab, said["words"], said["procedure"], late, limit=LONGEST)
    return as_file(tasks_sheet(ctx.app, ctx.viewer, wanted), "cong-viec", form)
