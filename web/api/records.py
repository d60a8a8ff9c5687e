"""What is on file about a person: read, corrected field by field, and as one book of everybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import Field

from actions.directory.entry import DirectoryEntry
from actions.directory.record_sheets import import_records, record_book
from actions.directory.records import (
    Correcting,
    check_reads_records,
    correct,
    version_of,
)
from documents.export.sheets import XLSX
from domain.directory.fields import FIELDS, FieldSaid, State, document_of, said_of
from domain.directory.people import Person
from models.unit_of_work import reading
from web.api.caller import Caller, Doer, Key, Reader
from web.api.shapes import Line, Name, Shape, Words, sent

router = APIRouter(tags=["directory"])
Column = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")]


class FieldSaidShape(Shape):
    """`state`: held, none (a document says so) or not_on_file. `value` of a column, `rows` of a
    table; days ISO, codes as they are, a flag "yes"."""

    state: State = State.HELD
    value: Line = ""
    rows: tuple[dict[Column, Line], ...] = ()


class FieldShape(FieldSaidShape):
    """`document`: what the field was taken from; empty where nobody said."""

    document: str


class RecordShape(Shape):
    """`version` goes into `seen` of a correction. What decisions wrote is not among it."""

    person: str
    version: str
    fields: dict[str, FieldShape]


class CorrectionShape(Shape):
    """`fields`: those to be entered or corrected, each from `document`; `reason` where something on
    file is altered; `seen` the version the correction starts from."""

    fields: dict[Column, FieldSaidShape] = Field(min_length=1)
    document: Line
    reason: Words = ""
    seen: Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")] = ""


class ImportedRecords(Shape):
    people: int


@router.get("/records.xlsx", responses={200: {"content": {XLSX: {}}}}, response_class=Response)
def book(caller: Reader) -> Response:
    check_reads_records(caller.app, caller.viewer)
    return Response(record_book(caller.app), media_type=XLSX)


@router.post("/records/import")
def import_(
    caller: Doer,
    file: Annotated[UploadFile, File()],
    try_only: Annotated[bool, Form()] = False,
    not_secret: Annotated[bool, Form()] = False,
) -> ImportedRecords:
    own = sent(file, not_secret=not_secret)
    count = import_records(caller.app, own, by=caller.person, try_only=try_only)
    return ImportedRecords(people=count)


@router.get("/people/{person_id}/record")
def record(caller: Reader, person_id: Name) -> RecordShape:
    check_reads_records(caller.app, caller.viewer)
    return _shown(caller, person_id)


@router.post("/people/{person_id}/record")
def correct_record(caller: Doer, person_id: Name, body: CorrectionShape, key: Key) -> RecordShape:
    entry = DirectoryEntry(act_id=caller.act_id(key), by=caller.person, document=body.document)
    said = {name: FieldSaid(**dict(one)) for name, one in body.fields.items()}
    wanted = Correcting(person=person_id, said=said, seen=body.seen, reason=body.reason)
    correct(caller.app, entry, wanted)
    return _shown(caller, person_id)


def _shown(caller: Caller, person_id: str) -> RecordShape:
    with reading(caller.app) as uow:
        person = uow.directory.entered(person_id)
    fields = {name: _field(person, name) for name in FIELDS}
    return RecordShape(person=person.id, version=version_of(person), fields=fields)


def _field(person: Person, name: str) -> FieldShape:
    said = said_of(person, name)
    rows = tuple(dict(row) for row in said.rows)
    document = document_of(person, name)
    return FieldShape(state=said.state, value=said.value, rows=rows, document=document)
