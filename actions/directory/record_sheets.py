"""Everything on file about people as one .xlsx, and the same file read back as corrections.

A cell left empty or as it was says nothing. All of a file is entered, or nothing and a report of
every row that cannot be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from actions.app import App
from actions.directory.directory import log_entry
from actions.directory.entry import DirectoryEntry
from actions.directory.records import (
    Correcting,
    Prepared,
    check_keeps_records,
    keep_prepared,
    prepare,
    version_of,
)
from documents.export.sheets import Cell, Sheet, as_xlsx_book
from documents.guarded.files import open_sheets
from documents.intake.sent_file import SentFile
from domain.directory.columns import PersonColumn, PersonField, PersonTable
from domain.directory.fields import FIELDS, FieldSaid, State, said_of
from domain.directory.import_rows import NO, Fault
from domain.directory.people import Person
from domain.errors import BadInput, BadSheet, NotFound
from domain.text import fold
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.person_words import cell, head_of
from notifications.words import word

PEOPLE = "records"
ABOUT = ("document", "reason", "version")  # of the correction, behind the fields
TABLES = {name: one for name, one in FIELDS.items() if isinstance(one, PersonTable)}
Texts = Mapping[str, str]
Numbered = tuple[int, Texts]  # the row as a spreadsheet counts it
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled row of the sheet of people, with their rows of the other sheets."""

    number: int
    cells: Texts
    tables: Mapping[str, Sequence[Numbered]] = field(default_factory=dict)

    @property
    def person(self) -> str:
        return self.cells["id"].lower()


def heads(sheet: str) -> dict[str, str]:
    """Code of each column of a sheet → its head, as written in the file."""
    key = {"id": word("person_fields", "id")}
    if sheet in TABLES:
        return key | {c.name: word("record_fields", c.name) for c in TABLES[sheet].columns}
    about = {code: word("correction_fields", code) for code in ABOUT}
    return key | {name: head_of(name) for name in FIELDS} | about


def record_book(app: App) -> bytes:
    """Everybody as people entered them; whoever asks for it was asked for the right."""
    with reading(app) as uow:
        everybody = uow.directory.everybody()
    sheets = [_sheet(PEOPLE, [_person_cells(person) for person in everybody])]
    for name, table in TABLES.items():
        rows = [(p.id, *row) for p in everybody for row in _table_cells(p, table)]
        sheets.append(_sheet(name, rows))
    return as_xlsx_book((*sheets, _help()))


def _sheet(name: str, rows: Sequence[Sequence[Cell]]) -> Sheet:
    return Sheet(word("sheets", name), tuple(heads(name).values()), tuple(rows))


def _help() -> Sheet:
    told = [(head_of(name), word("states_help", _kind(one))) for name, one in FIELDS.items()]
    about = [(word("correction_fields", code), word("correction_help", code)) for code in ABOUT]
    return Sheet(word("sheets", "help"), ("Cột", "Cách ghi"), (*told, *about))


def _kind(one: PersonField) -> str:
    if isinstance(one, PersonTable):
        return "table_none" if one.none else "table"
    return "column_none" if one.none else "column"


def _person_cells(person: Person) -> list[Cell]:
    shown = [_shown(person, one) for one in FIELDS.values()]
    return [person.id, *shown, "", "", version_of(person)]


def _shown(person: Person, one: PersonField) -> Cell:
    """What the sheet says of a field; empty for what is not on file."""
    said = said_of(person, one.name)
    if said.state != State.HELD:
        return word("field_states", State.NONE) if said.state == State.NONE else ""
    if isinstance(one, PersonTable):
        return word("field_states", State.HELD)
    return _cell(one, said.value)


def _cell(column: PersonColumn, said: str) -> Cell:
    """A day as a day, so that a spreadsheet sorts it; everything else in its words."""
    if column.kind == "day":
        return date.fromisoformat(said) if said else ""
    if column.kind == "flag":
        return word("flags", "held") if said else ""
    return cell(column, said) if said else ""


def _table_cells(person: Person, table: PersonTable) -> list[list[Cell]]:
    rows = said_of(person, table.name).rows
    return [[_cell(c, row.get(c.name, "")) for c in table.columns] for row in rows]


def import_records(app: App, sent: SentFile, *, by: str, try_only: bool = False) -> int:
    """How many people were corrected. `by` is asked as in a correction; empty: command line.

    Raises BadPaper, BadSheet with every fault, NotAllowed. A refusal, and `try_only`, change
    nothing.
    """
    with reading(app) as uow:
        if by:
            check_keeps_records(app, uow, by, "")
    rows = _rows(sent)
    act = hashlib.sha256(f"{by} {app.clock()}".encode() + sent.content).hexdigest()[:40]

    def work(uow: UnitOfWork) -> int:
        prepared = _prepared(app, uow, rows, DirectoryEntry(act_id=act, by=by, document=""))
        for entry, one in () if try_only else prepared:
            log_entry(app, uow, entry, keep_prepared(uow, one))
        return len(prepared)

    return transaction(app.engine, work)


def _rows(sent: SentFile) -> list[SheetRow]:
    """Raises BadPaper where the file is no such book; BadSheet: rows about nobody in it."""
    wanted = {word("sheets", name): tuple(heads(name).values()) for name in (PEOPLE, *TABLES)}
    found = open_sheets(sent, wanted)

    def read(name: str) -> list[Numbered]:
        codes, filled = heads(name), found[word("sheets", name)]
        return [(r.number, {c: r.text(head) for c, head in codes.items()}) for r in filled]

    people = [SheetRow(number, cells) for number, cells in read(PEOPLE)]
    tables = {name: read(name) for name in TABLES}
    _check_about_somebody({row.person for row in people}, tables)
    return [replace(row, tables=_of(tables, row.person)) for row in people]


def _of(tables: Mapping[str, list[Numbered]], person: str) -> dict[str, list[Numbered]]:
    return {
        name: [(number, _filled(row)) for number, row in rows if row["id"].lower() == person]
        for name, rows in tables.items()
    }


def _check_about_somebody(people: set[str], tables: Mapping[str, list[Numbered]]) -> None:
    _refuse(
        [
            Fault(name, number, "id", "unknown", row["id"][:40])
            for name, rows in tables.items()
            for number, row in rows
            if row["id"].lower() not in people
        ]
    )


def _refuse(faults: list[Fault]) -> None:
    """Sheet and column as the file itself names them. Raises BadSheet for any fault."""
    if faults:
        told = [
            asdict(one)
            | {"sheet": word("sheets", one.sheet), "column": heads(one.sheet)[one.column]}
            for one in faults[:MOST_FAULTS]
        ]
        raise BadSheet(count=len(faults), faults=told)


def _filled(row: Texts) -> Texts:
    return {code: said for code, said in row.items() if said and code != "id"}


def _prepared(
    app: App, uow: UnitOfWork, rows: Sequence[SheetRow], entry: DirectoryEntry
) -> list[tuple[DirectoryEntry, Prepared]]:
    """The rows that say something new. Raises BadSheet when anything at all is wrong."""
    faults, prepared = [], []
    for row in rows:
        own = DirectoryEntry(
            act_id=f"sheet:{entry.act_id}:{row.person}"[:160],
            by=entry.by,
            document=row.cells["document"],
        )
        try:
            wanted = _wanted(uow, row)
            if wanted.said:
                prepared.append((own, prepare(app, uow, own, wanted)))
        except BadInput as wrong:
            faults.append(_fault(row, wrong))
        except NotFound:
            faults.append(Fault(PEOPLE, row.number, "id", "unknown", row.person[:40]))
    _refuse(faults)
    return prepared


def _wanted(uow: UnitOfWork, row: SheetRow) -> Correcting:
    """What the row says otherwise than the file of the person does. Raises NotFound."""
    person = uow.directory.entered(row.person)
    found = {name: _said(person, one, row) for name, one in FIELDS.items()}
    said = {name: one for name, one in found.items() if one is not None}
    about = {"seen": row.cells["version"], "reason": row.cells["reason"]}
    return Correcting(person=person.id, said=said, **about)


def _said(person: Person, one: PersonField, row: SheetRow) -> FieldSaid | None:
    """None: nothing new about this field. Raises BadInput: rows beside a cell that denies them."""
    typed, shown = row.cells[one.name], _text(_shown(person, one))
    state = _state(one, typed)
    if isinstance(one, PersonTable):
        rows = tuple(said for _, said in row.tables[one.name])
        if rows and state not in (None, State.HELD):
            raise BadInput(field=one.name, rule=BadInput.Rule.NONE_AND_VALUE, value=typed)
        if list(rows) == _kept(person, one) and (typed == shown or rows):
            return None
        if rows:
            return FieldSaid(rows=rows)
        return FieldSaid(state=state) if state else None
    if typed == shown or state is None:
        return None
    return FieldSaid(value=typed) if state == State.HELD else FieldSaid(state=state)


def _state(one: PersonField, typed: str) -> State | None:
    """What a cell says; None where it is empty."""
    if one.none and fold(typed) in NO:
        return State.NONE
    if fold(typed) == fold(word("field_states", State.NOT_ON_FILE)):
        return State.NOT_ON_FILE
    return State.HELD if typed else None


def _kept(person: Person, table: PersonTable) -> list[Texts]:
    codes = [column.name for column in table.columns]
    rows = [map(_text, row) for row in _table_cells(person, table)]
    return [_filled(dict(zip(codes, row, strict=True))) for row in rows]


def _text(said: Cell) -> str:
    """As the reader of sheets gives a cell."""
    return f"{said:%d/%m/%Y}" if isinstance(said, date) else str(said or "")


def _fault(row: SheetRow, wrong: BadInput) -> Fault:
    """Where in the book; what is wrong of the person as a whole stands at their name."""
    table, name, value = (wrong.facts.get(key, "") for key in ("table", "field", "value"))
    sheet = str(table) if table in TABLES else PEOPLE
    column = str(name) if name in heads(sheet) else "id"
    said = ", ".join(map(head_of, value)) if isinstance(value, list) else str(value)
    number = row.number
    if sheet != PEOPLE:
        number, _ = row.tables[sheet][int(str(wrong.facts["row"])) - 1]
    return Fault(sheet, number, column, str(wrong.facts["rule"]), said[:200])
