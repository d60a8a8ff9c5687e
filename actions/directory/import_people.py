"""People and positions from one .xlsx: all of it, or nothing and a report of every wrong cell."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from pydantic import TypeAdapter

from actions.accounts.accounts import check_administers_accounts
from actions.accounts.two_people import Asking, put_to_another, request
from actions.app import App
from documents.export.sheets import Sheet, as_xlsx_book
from documents.guarded.files import open_sheets
from documents.intake.sent_file import SentFile
from domain.accounts.two_people import AdminRequest, RequestKind
from domain.directory.actors import Seat
from domain.directory.checks import check_seat
from domain.directory.import_rows import SEAT_COLUMNS, Fault, RowReader, read_person, read_seat
from domain.directory.people import COLUMNS, Person
from domain.errors import BadInput, BadSheet
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.words import tables, word

# Sheet → the table of the words that head its columns, and their codes in the order of the sheet.
SHEETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "people": ("person_fields", tuple(column.name for column in COLUMNS)),
    "seats": ("seat_fields", SEAT_COLUMNS),
}
MOST_FAULTS = 200
Rows = dict[str, list[Any]]  # sheet → its rows: number, and text by column
Held = Mapping[str, list[Seat]]  # person → every position of theirs
SEATS = TypeAdapter(tuple[Seat, ...])


@dataclass(frozen=True, slots=True)
class Imported:
    """`waits` for a second administrator: positions carry powers, so nothing is entered yet."""

    people: int
    posts: int
    waits: bool = False


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What a sheet says and may be entered, as long as the log of the directory ends at `at`."""

    people: Sequence[Person]
    seats: Sequence[Seat]
    at: tuple[int, str]


def heads(sheet: str) -> dict[str, str]:
    """Code of each column of a sheet → its head, as written in the file."""
    table, codes = SHEETS[sheet]
    return {code: word(table, code) for code in codes}


def template() -> bytes:
    """An empty .xlsx to be filled in, with how each column is written."""
    empty = [Sheet(word("sheets", name), tuple(heads(name).values()), ()) for name in SHEETS]
    return as_xlsx_book((*empty, _help()))


def _help() -> Sheet:
    known = heads("seats") | heads("people")
    rows = tuple((known[code], said) for code, said in tables()["sheet_help"].items())
    return Sheet(word("sheets", "help"), ("Cột", "Cách ghi"), rows)


def import_people(app: App, sent: SentFile, *, by: str, try_only: bool = False) -> Imported:
    """Only who administers may. Nobody's data on file is overwritten.

    The file is one request, for one confirmation. Raises BadPaper, BadSheet with every fault,
    NotAllowed. A refusal, and `try_only`, change nothing.
    """

    with reading(app) as uow:
        check_administers_accounts(app, uow, by)
    rows, source = _rows(sent), _source(sent.name)
    with reading(app) as uow:
        read = _read(app, uow, rows, by, source)
    asked = _asked(app, sent, rows, read, by)

    def work(uow: UnitOfWork) -> Imported:
        check_administers_accounts(app, uow, by)
        now = _as_it_stands(app, uow, asked, read)
        waits = bool(now.seats) and put_to_another(app, uow, asked)
        if not waits:
            _keep(app, uow, now, by)
        return Imported(len(now.people), len(now.seats), waits)

    if try_only:
        return Imported(len(read.people), len(read.seats))
    return transaction(app.engine, work)


def _asked(app: App, sheet: SentFile, rows: Rows, read: SheetRead, by: str) -> AdminRequest:
    said = {
        "name": sheet.name,
        "rows": rows,
        "people": [f"{person.full_name} ({person.id})" for person in read.people],
        "seats": SEATS.dump_python(tuple(read.seats), mode="json"),
    }
    held = tuple(dict.fromkeys(seat.person for seat in read.seats))
    file = hashlib.sha256(sheet.content).hexdigest()
    return request(app, RequestKind.IMPORT, held, said, Asking(by, f"{app.clock()} {file}"))


def seats_of(asked: AdminRequest) -> tuple[Seat, ...]:
    """The positions in the file that was asked for."""
    return SEATS.validate_python(asked.said["seats"])


def read_asked(app: App, uow: UnitOfWork, asked: AdminRequest) -> SheetRead:
    """What was asked for, read and checked before it is entered. Raises BadSheet."""
    rows, source = cast(Rows, asked.said["rows"]), _source(str(asked.said["name"]))
    return _read(app, uow, rows, asked.asked_by, source)


def enter_sheet(
    app: App, uow: UnitOfWork, asked: AdminRequest, read: SheetRead | None = None
) -> tuple[()]:
    """The rows that were asked for, `read` where they were before this transaction. Raises
    BadSheet where they fit no longer."""
    _keep(app, uow, _as_it_stands(app, uow, asked, read), asked.asked_by)
    return ()


def _as_it_stands(
    app: App, uow: UnitOfWork, asked: AdminRequest, read: SheetRead | None
) -> SheetRead:
    """What was read before, unless the directory has changed since. Raises BadSheet."""
    if read is not None and uow.directory.stands(read.at):
        return read
    return read_asked(app, uow, asked)


def _rows(sent: SentFile) -> Rows:
    """Raises BadPaper where the file is no filled template."""
    found = open_sheets(
        sent, {word("sheets", sheet): tuple(heads(sheet).values()) for sheet in SHEETS}
    )
    return {
        sheet: [
            [row.number, {code: row.text(head) for code, head in heads(sheet).items()}]
            for row in found[word("sheets", sheet)]
        ]
        for sheet in SHEETS
    }


def _readers(rows: Rows, sheet: str) -> list[RowReader]:
    """One for each filled row."""
    return [RowReader(sheet, number, cells.__getitem__) for number, cells in rows[sheet]]


def _source(file: str) -> str:
    """The document of what a sheet says, in the length that is kept."""
    return word("sheets", "source").format(file=file[:160])


def _read(app: App, uow: UnitOfWork, rows: Rows, by: str, source: str) -> SheetRead:
    """Raises BadSheet when anything at all is wrong."""
    at = uow.directory.place()
    people, places = (_readers(rows, sheet) for sheet in SHEETS)
    known = set(uow.directory.known([*_ids(people, "id"), *_ids(places, "person")]))
    persons = []
    for reader in people:
        persons.append(read_person(reader, known, app.today(), tables(), source))
        known.add(persons[-1].id)
    agencies = app.catalogue.agencies.by_code
    seats = [read_seat(reader, known, agencies) for reader in places]
    held = uow.spans.seats_of_each({seat.person for seat in seats})
    faults = [fault for reader in (*people, *places) for fault in reader.faults]
    _check(faults + _held_already(held, places, seats))
    _check(_not_to_be(held, places, seats, by))
    return SheetRead(persons, seats, at)


def _ids(readers: Sequence[RowReader], column: str) -> list[str]:
    return [reader.said(column) for reader in readers]


def _check(faults: list[Fault]) -> None:
    if faults:
        told = [asdict(fault) | _place(fault) for fault in faults[:MOST_FAULTS]]
        raise BadSheet(count=len(faults), faults=told)


def _place(fault: Fault) -> dict[str, str]:
    """Sheet and column as the file itself names them."""
    return {"sheet": word("sheets", fault.sheet), "column": heads(fault.sheet)[fault.column]}


def _held_already(held: Held, readers: Sequence[RowReader], seats: Sequence[Seat]) -> list[Fault]:
    """Positions on file already, or twice in the sheet."""
    keys = [_key(seat) for seat in seats]
    twice = Counter(keys)
    there = {_key(seat) for mine in held.values() for seat in mine}
    return [
        Fault("seats", reader.row, "position", "known_already", seat.position)
        for reader, seat, key in zip(readers, seats, keys, strict=True)
        if key in there or twice[key] > 1
    ]


def _key(seat: Seat) -> tuple[object, ...]:
    return seat.person, seat.agency, seat.position, seat.first_day


def _not_to_be(
    held: Held, readers: Sequence[RowReader], seats: Sequence[Seat], by: str
) -> list[Fault]:
    """Positions that could not be entered one by one either."""
    found: list[Fault] = []
    for reader, seat in zip(readers, seats, strict=True):
        try:
            check_seat(seat, held[seat.person], by=by)
        except BadInput as wrong:
            rule, field = str(wrong.facts["rule"]), str(wrong.facts["field"])
            found.append(Fault("seats", reader.row, field, rule, seat.person))
        held[seat.person].append(seat)
    return found


def _keep(app: App, uow: UnitOfWork, read: SheetRead, by: str) -> None:
    uow.directory.add_people(read.people)
    uow.directory.add_seats(read.seats)
    told = f"{len(read.people)} người, {len(read.seats)} vị trí"
    uow.accounts.log(AccountEntry(by, "imported", by, told, app.clock()))
