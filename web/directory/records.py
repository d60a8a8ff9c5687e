"""The record of a person as a form: what is known, known to be none, and not on file, apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.directory.records import record_from, set_record, version_of
from domain.calendar.dates import parse_day
from domain.directory.people import Person
from domain.directory.record import AbsenceKind, Inquiry, Position, Side
from domain.directory.record import Form as FormOfDiscipline
from models.directory.directory import RECORD
from models.unit_of_work import reading
from notifications.person_words import rows_of
from web.directory.directory import entered_of, keeps_records, reads_records
from web.kit.forms import Form, Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
SPARE = 3  # empty rows under what is there; more come after saving
MOST = 60  # rows of one table
DAYS = frozenset({"first_day", "last_day", "effective", "opened", "closed"})
CHOICES: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {  # column → table of words, codes
    ("services", "position"): ("positions", get_args(Position)),
    ("disciplines", "side"): ("sides", get_args(Side)),
    ("disciplines", "form"): ("outcomes", get_args(FormOfDiscipline)),
    ("proceedings", "kind"): ("proceedings", get_args(Inquiry)),
    ("absences", "kind"): ("absences", get_args(AbsenceKind)),
}
TABLES: dict[str, tuple[str, ...]] = {
    "services": ("agency", "position", "first_day", "last_day", "press"),
    "disciplines": ("side", "form", "effective", "act", "corruption"),
    "proceedings": ("kind", "opened", "closed"),
    "absences": ("kind", "first_day", "last_day"),
}
PUBLISHED = {"asset_publication": "Công khai bản kê khai tài sản, thu nhập"}
WORDS: dict[str, Any] = {
    "choices": CHOICES,
    "tables": TABLES,
    "planned_posts": ("head", "deputy"),
    "days": DAYS,
    "spare": SPARE,
}


def record_reader(ctx: SignedInContext) -> RequestContext:
    """For everybody else no record exists."""
    if not reads_records(ctx):
        raise HTTPException(404)
    return ctx


RecordDesk = Annotated[RequestContext, Depends(record_reader)]


@router.get("/people/{person}/record")
def show(ctx: RecordDesk, person: str) -> Response:
    named, kept = entered_of(ctx, person), ctx.kept()
    with reading(ctx.app) as uow:
        decided = uow.directory.decided(person)
    typed = {name: said[0] for name, said in kept.fields.items()} or as_typed(named)
    return ctx.page(
        "directory/record.html",
        person=named,
        decided=decided,
        on_file=rows_of(named, ctx.language),
        kept=kept,
        typed=typed,
        seen=version_of(named.record),
        edits=keeps_records(ctx) and person != ctx.person,
        kinds=_dated(ctx.app, named),
        planned=kept.fields.get("planned_for", []) or named.record.planned_for or (),
        **WORDS,
    )


@router.post("/people/{person}/record")
def save(form: Posted, ctx: RecordDesk, person: str) -> Response:
    entry = DirectoryEntry(act_id=form.one("act"), by=ctx.person, document=form.one("document"))
    kinds = _dated(ctx.app, entered_of(ctx, person))
    record = record_from(_said(form, kinds))
    set_record(ctx.app, entry, person, record, seen=form.one("seen"))
    return go(f"/people/{person}/record")


def as_typed(person: Person) -> dict[str, str]:
    """The record as the fields of the form hold it."""
    record: dict[str, Any] = RECORD.dump_python(person.record)
    typed = {"resident": {None: "", True: "yes", False: "no"}[record["resident"]]}
    for table in TABLES:
        typed[f"{table}-known"] = "" if record[table] is None else "1"
        for row, said in enumerate(record[table] or ()):
            typed |= {f"{table}-{row}-{name}": _cell(value) for name, value in said.items()}
    typed["planned-known"] = "" if record["planned_for"] is None else "1"
    typed |= {f"papers-{kind}": _cell(on) for kind, on in record["papers"].items()}
    years = enumerate(sorted(record["ratings"].items()))
    for row, (year, grade) in years:
        typed |= {f"ratings-{row}-year": str(year), f"ratings-{row}-grade": grade}
    return typed


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _dated(app: App, person: Person) -> dict[str, str]:
    """Everything whose date the record may hold, with its title; what is on file is never lost."""
    on_file = {kind: kind for kind in person.record.papers}
    dossier = {kind.id: kind.title for kind in app.catalogue.dossier.values()}
    return on_file | dossier | PUBLISHED


def _said(form: Form, kinds: Collection[str]) -> dict[str, Any]:
    """The form as a record is written in a file."""
    said: dict[str, Any] = {
        "resident": {"yes": True, "no": False}.get(form.one("resident")),
        "planned_for": form.many("planned_for") if form.one("planned-known") else None,
        "ratings": _ratings(form),
        "papers": {k: form.day(f"papers-{k}") for k in kinds if form.one(f"papers-{k}")},
    }
    for table in TABLES:
        rows = [row for n in range(MOST) if (row := _row(form, table, n))]
        said[table] = rows if rows or form.one(f"{table}-known") else None
    return said


def _row(form: Form, table: str, number: int) -> dict[str, Any]:
    """One row as typed; an empty one is no row."""
    typed = {name: form.one(f"{table}-{number}-{name}") for name in TABLES[table]}
    row: dict[str, Any] = {name: value for name, value in typed.items() if value}
    for name in row:
        if name in DAYS:
            row[name] = parse_day(row[name], field="record")
    if not set(row) - {"press", "corruption"}:
        return {}
    return row


def _ratings(form: Form) -> dict[str, str]:
    rows = [(form.one(f"ratings-{n}-year"), form.one(f"ratings-{n}-grade")) for n in range(MOST)]
    return {year: grade for year, grade in rows if year}
