"""Everybody's records as a book for a spreadsheet, and the book taken back as corrections."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.directory.record_sheets import import_records, record_book
from actions.directory.records import keeps_records
from documents.export.sheets import XLSX
from documents.intake.sent_file import SentFile
from domain.errors import BadSheet, CaseworkError
from web.directory.records import RecordDesk
from web.kit.forms import Posted
from web.kit.request import RequestContext

router = APIRouter()


def record_keeper(ctx: RecordDesk) -> RequestContext:
    """Auditors read records and change none."""
    if not keeps_records(ctx.app, ctx.viewer):
        raise HTTPException(404)
    return ctx


KeeperDesk = Annotated[RequestContext, Depends(record_keeper)]


@router.get("/records")
def show(ctx: KeeperDesk) -> Response:
    return ctx.page("directory/record_book.html", faults=(), count=None, message="")


@router.get("/records/book.xlsx")
def book(ctx: KeeperDesk) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="ly-lich.xlsx"'}
    return Response(record_book(ctx.app), media_type=XLSX, headers=headers)


@router.post("/records")
def take_in(form: Posted, ctx: KeeperDesk) -> Response:
    """Answered with the page: a report of cells is of this file and is kept nowhere."""
    sent, only = form.files.get("file") or SentFile("", b""), bool(form.one("try_only"))
    try:
        count = import_records(ctx.app, sent, by=ctx.person, try_only=only)
    except CaseworkError as refused:
        faults = refused.facts["faults"] if isinstance(refused, BadSheet) else ()
        told = ctx.refusal(refused)
        return ctx.page(
            "directory/record_book.html", status=409, faults=faults, count=None, message=told
        )
    return ctx.page("directory/record_book.html", faults=(), count=count, tried=only, message="")
