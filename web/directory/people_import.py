"""People and positions from a filled-in .xlsx, for administrators."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.directory.import_people import import_people, template
from documents.export.sheets import XLSX
from documents.intake.sent_file import SentFile
from domain.errors import BadSheet, CaseworkError
from web.accounts.account import confirm_owner, has_factor
from web.kit.forms import Posted
from web.kit.request import AdministratorDesk

router = APIRouter()


@router.get("/import")
def show(ctx: AdministratorDesk) -> Response:
    return ctx.page(
        "directory/people_import.html", faults=(), done=None, message="", factor=has_factor(ctx)
    )


@router.get("/import/template.xlsx")
def empty(_ctx: AdministratorDesk) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="nhap-nguoi-va-vi-tri.xlsx"'}
    return Response(template(), media_type=XLSX, headers=headers)


@router.post("/import")
def take_in(form: Posted, ctx: AdministratorDesk) -> Response:
    """Answered with the page: a report of cells is of this file and is kept nowhere."""
    sent, only = form.files.get("file"), bool(form.one("try_only"))
    try:
        confirm_owner(ctx, form)
        done = import_people(ctx.app, sent or SentFile("", b""), by=ctx.person, try_only=only)
    except CaseworkError as refused:
        faults = refused.facts["faults"] if isinstance(refused, BadSheet) else ()
        return ctx.page(
            "directory/people_import.html",
            status=409,
            faults=faults,
            done=None,
            message=ctx.refusal(refused),
            factor=has_factor(ctx),
        )
    return ctx.page(
        "directory/people_import.html",
        faults=(),
        done=done,
        tried=only,
        message="",
        factor=has_factor(ctx),
    )
