"""Everything on file about a person as one form: known, none, and not on file, apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.app import App
from actions.directory.records import (
    Correcting,
    correct,
    corrections_of,
    keeps_records,
    reads_records,
    version_of,
)
from domain.directory.columns import PersonColumn
from domain.directory.fields import FIELDS, FieldSaid, State, document_of, said_of
from domain.directory.people import Person
from domain.directory.record import PLANNED
from models.unit_of_work import reading
from notifications.person_words import rows_of, told
from notifications.words import word
from web.directory.directory import entered_of
from web.directory.record_form import TABLES_TYPED, read_form, typed_of
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PLANNED_POSTS = PLANNED["column"].codes
PUBLISHED = {"asset_publication": "Công khai bản kê khai tài sản, thu nhập"}


def record_reader(ctx: SignedInContext) -> RequestContext:
    """For everybody else no record exists."""
    if not reads_records(ctx.app, ctx.viewer):
        raise HTTPException(404)
    return ctx


RecordDesk = Annotated[RequestContext, Depends(record_reader)]


@router.get("/people/{person}/record")
def show(ctx: RecordDesk, person: str) -> Response:
    named, kept = entered_of(ctx, person), ctx.kept()
    with reading(ctx.app) as uow:
        decided = uow.directory.decided(person)
        corrections = corrections_of(uow, person)
        names = uow.directory.names(one.by for one in corrections)
    return ctx.page(
        "directory/record.html",
        person=named,
        decided=decided,
        corrections=corrections,
        names=names,
        on_file=rows_of(named, ctx.language),
        kept=kept,
        typed={name: said[0] for name, said in kept.fields.items()} or typed_of(named),
        planned=kept.fields.get("planned_for", []) or named.record.planned_for or (),
        seen=version_of(named),
        edits=keeps_records(ctx.app, ctx.viewer) and person != ctx.person,
        **_words(ctx, named),
    )


def _words(ctx: RequestContext, person: Person) -> dict[str, Any]:
    """What the form needs to name and show each field."""

    def before_and_after(name: str, said: FieldSaid) -> str:
        missing = word("field_states", State.NOT_ON_FILE, ctx.language)
        return told(name, said, ctx.language) or missing

    return {
        "columns": [one for one in FIELDS.values() if isinstance(one, PersonColumn)],
        "tables": TABLES_TYPED,
        "kinds": _dated(ctx.app, person),
        "planned_posts": PLANNED_POSTS,
        "in_words": before_and_after,
        "now": {name: before_and_after(name, said_of(person, name)) for name in FIELDS},
        "source": lambda name: document_of(person, name),
    }


@router.post("/people/{person}/record")
def save(form: Posted, ctx: RecordDesk, person: str) -> Response:
    """Only what reads otherwise than on file is entered, with the document named below the form."""
    entry = form.entry(ctx.person)
    named = entered_of(ctx, person)
    typed = read_form(form, _dated(ctx.app, named))
    changed = {name: said for name, said in typed.items() if said != said_of(named, name)}
    seen, reason = form.one("seen"), form.one("reason")
    correct(ctx.app, entry, Correcting(person=person, said=changed, seen=seen, reason=reason))
    return go(f"/people/{person}/record")


def _dated(app: App, person: Person) -> Mapping[str, str]:
    """Everything whose date the record may hold, with its title; what is on file is never lost."""
    on_file = {kind: kind for kind in person.record.papers}
    dossier = {kind.id: kind.title for kind in app.catalogue.dossier.values()}
    return on_file | dossier | PUBLISHED
