"""Who the token speaks for, the bodies, the people of the directory and what is on file of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import Field

from actions.directory.import_people import Imported, import_people, template
from actions.directory.record_sheets import import_records, record_book
from actions.directory.records import Correcting, check_reads_records, correct, version_of
from documents.export.sheets import XLSX
from domain.accounts.tokens import Scope
from domain.directory.actors import Actor, Seat
from domain.directory.fields import FIELDS, FieldSaid, State, document_of, said_of
from domain.directory.people import Person
from domain.errors import NotAllowed
from domain.law.agencies import Agency
from domain.text import fold
from models.unit_of_work import reading
from web.api.caller import Administrator, Caller, Doer, Key, Reader
from web.api.shapes import (
    Cursor,
    Day,
    Limit,
    Line,
    Name,
    Page,
    Shape,
    Words,
    paged,
    place_of,
    sent,
)

router = APIRouter(tags=["directory"])


class Me(Shape):
    """`agencies` are the bodies whose cases are seen."""

    person: str
    name: str
    acts_as: list[Actor]
    agencies: list[str]
    scopes: list[Scope]
    token: str
    expires_at: datetime


class Body(Shape):
    """`current` is the body itself, or its successor on that day."""

    agency: Agency
    current: str
    seats: list[Seat]


class PersonLine(Shape):
    id: str
    full_name: str
    sort_name: str
    present_position: str


class PersonPage(PersonLine):
    """`may_act_as` on the day asked. Records about a person are read in the case alone."""

    may_act_as: list[Actor]


Column = Annotated[str, Field(max_length=40, pattern=r"^[a-z_]*$")]


class FieldWanted(Shape):
    """`state`: held, none (a document says so) or not_on_file. `value` of a column, `rows` of a
    table; days ISO, codes as they are, a flag "yes"."""

    state: State = State.HELD
    value: Line = ""
    rows: tuple[dict[Column, Line], ...] = ()


class FieldOnFile(FieldWanted):
    """`document`: what the field was taken from; empty where nobody said."""

    document: str


class RecordShape(Shape):
    """`version` goes into `seen` of a correction. What decisions wrote is not among it."""

    person: str
    version: str
    fields: dict[str, FieldOnFile]


class CorrectionShape(Shape):
    """`fields`: those to be entered or corrected, each from `document`; `reason` where something on
    file is altered; `seen` the version the correction starts from."""

    fields: dict[Column, FieldWanted] = Field(min_length=1)
    document: Line
    reason: Words = ""
    seen: Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")] = ""


class ImportedRecords(Shape):
    people: int


@router.get("/me")
def me(caller: Reader) -> Me:
    viewer, token = caller.viewer, caller.bearer.token
    return Me(
        person=viewer.person,
        name=viewer.name,
        acts_as=list(viewer.actors),
        agencies=list(viewer.visibility.agencies),
        scopes=sorted(token.scopes),
        token=token.name,
        expires_at=token.expires_at,
    )


@router.get("/agencies")
def agencies(caller: Reader, on: Day | None = None) -> list[Agency]:
    day = on or caller.app.today()
    return [a for a in caller.app.catalogue.agencies.by_code.values() if a.covers(day)]


@router.get("/agencies/{code}")
def agency(caller: Reader, code: Name, on: Day | None = None) -> Body:
    known, day = caller.app.catalogue.agencies, on or caller.app.today()
    current = known.current(code, day).code
    _check_official(caller)
    with reading(caller.app) as uow:
        seats = uow.directory.seats(current, day)
    return Body(agency=known.get(code), current=current, seats=list(seats))


@router.get("/people")
def people(
    caller: Reader,
    words: Annotated[Line, Query()] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[PersonLine]:
    _check_official(caller)
    after = place_of(cursor, 2)
    with reading(caller.app) as uow:
        everybody = uow.directory.search(words)
    behind = [p for p in everybody if after is None or list(_place(p)) > after][: limit + 1]
    items = [PersonLine.model_validate(person) for person in behind[:limit]]
    return Page(items=items, next=paged(behind, limit, _place))


@router.post("/people/import")
def import_(
    caller: Administrator,
    file: Annotated[UploadFile, File()],
    try_only: Annotated[bool, Form()] = False,
    not_secret: Annotated[bool, Form()] = False,
) -> Imported:
    own = sent(file, not_secret=not_secret)
    return import_people(caller.app, own, by=caller.person, try_only=try_only)


@router.get(
    "/people/template.xlsx", responses={200: {"content": {XLSX: {}}}}, response_class=Response
)
def import_template(caller: Administrator) -> Response:  # noqa: ARG001  asked for the right alone
    return Response(template(), media_type=XLSX)


@router.get("/people/{person_id}")
def person(caller: Reader, person_id: Name, on: Day | None = None) -> PersonPage:
    _check_official(caller)
    day = on or caller.app.today()

    with reading(caller.app) as uow:
        named = PersonLine.model_validate(uow.directory.person(person_id))
        acts_as = uow.directory.actors(person_id, day)
        return PersonPage(**named.model_dump(), may_act_as=list(acts_as))


def _place(person: Person) -> tuple[str, str]:
    return fold(person.sort_name), person.id


def _check_official(caller: Caller) -> None:
    """The directory is for those who hold a position. Raises NotAllowed."""
    if not caller.viewer.actors:
        raise NotAllowed(agency="", power="prepare", has=[])


@router.get("/records.xlsx", responses={200: {"content": {XLSX: {}}}}, response_class=Response)
def book(caller: Reader) -> Response:
    check_reads_records(caller.app, caller.viewer)
    return Response(record_book(caller.app), media_type=XLSX)


@router.post("/records/import")
def import_book(
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
    entry = caller.entry(key, body.document, body)
    said = {name: FieldSaid(**dict(one)) for name, one in body.fields.items()}
    wanted = Correcting(person=person_id, said=said, seen=body.seen, reason=body.reason)
    correct(caller.app, entry, wanted)
    return _shown(caller, person_id)


def _shown(caller: Caller, person_id: str) -> RecordShape:
    with reading(caller.app) as uow:
        person = uow.directory.entered(person_id)
    fields = {name: _field(person, name) for name in FIELDS}
    return RecordShape(person=person.id, version=version_of(person), fields=fields)


def _field(person: Person, name: str) -> FieldOnFile:
    said = said_of(person, name)
    rows = tuple(dict(row) for row in said.rows)
    document = document_of(person, name)
    return FieldOnFile(state=said.state, value=said.value, rows=rows, document=document)
