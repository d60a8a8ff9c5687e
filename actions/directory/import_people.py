"""People and positions from one .xlsx: all of it, or nothing and a report of every wrong cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from actions.accounts.accounts import check_administers_accounts
from actions.app import App
from documents.export.sheet_reader import FilledRow, open_xlsx, rows_of
from documents.export.sheets import Sheet, as_xlsx_book
from domain.directory.actors import Seat
from domain.directory.import_rows import (
    AGENCY,
    BIRTH,
    ETHNIC,
    FROM,
    HOME,
    ID,
    NAME,
    PEOPLE,
    POSITION,
    POSTS,
    POWERS,
    PRESENT,
    SEX,
    SORT,
    UNTIL,
    Fault,
    RowReader,
    read_person,
    read_seat,
)
from domain.directory.people import Person
from domain.errors import BadSheet
from models.accounts.accounts import Entry
from models.unit_of_work import UnitOfWork, transaction

PERSON_COLUMNS = (ID, NAME, SORT, SEX, BIRTH, ETHNIC, HOME, PRESENT)
SEAT_COLUMNS = (ID, AGENCY, POSITION, POWERS, FROM, UNTIL)
MOST_FAULTS = 200
HELP = Sheet(
    "Hướng dẫn",
    ("Cột", "Cách ghi"),
    (
        (ID, "Tên đăng nhập: chữ không dấu và số, không quá 40 ký tự, chưa ai dùng."),
        (SORT, "Tên dùng để xếp danh sách; bỏ trống thì lấy tên gọi trước, rồi cả họ tên."),
        (SEX, "nam hoặc nữ"),
        (BIRTH, "Ngày, ví dụ 25/11/1980"),
        (AGENCY, "Mã trong danh sách cơ quan (thamdinh agency list)."),
        (POWERS, "lập hồ sơ, ký, kiểm tra, quản trị; nhiều quyền cách nhau bằng dấu phẩy."),
        (UNTIL, "Bỏ trống nếu chưa có ngày thôi giữ."),
    ),
)


@dataclass(frozen=True, slots=True)
class Imported:
    people: int
    posts: int


def template() -> bytes:
    """An empty .xlsx to be filled in, with how each column is written."""
    return as_xlsx_book((Sheet(PEOPLE, PERSON_COLUMNS, ()), Sheet(POSTS, SEAT_COLUMNS, ()), HELP))


def import_people(
    app: App, name: str, content: bytes, *, by: str, try_only: bool = False
) -> Imported:
    """Only who administers may. Nobody's data on file is overwritten.

    Raises BadPaper, BadSheet with every fault, NotAllowed. A refusal, and `try_only`, change
    nothing.
    """

    def work(uow: UnitOfWork) -> Imported:
        check_administers_accounts(app, uow, by)
        book = open_xlsx(name, content)
        people, seats = _read(
            app,
            uow,
            rows_of(book, PEOPLE, PERSON_COLUMNS, name),
            rows_of(book, POSTS, SEAT_COLUMNS, name),
        )
        if not try_only:
            _keep(app, uow, people, seats, by)
        return Imported(len(people), len(seats))

    return transaction(app.engine, work)


def _read(
    app: App, uow: UnitOfWork, people: list[FilledRow], posts: list[FilledRow]
) -> tuple[list[Person], list[Seat]]:
    """Raises BadSheet when anything at all is wrong."""
    known = {person.id for person in uow.directory.search()}
    readers = [RowReader(PEOPLE, row.number, row.text) for row in people]
    persons = []
    for reader in readers:
        persons.append(read_person(reader, known, app.today()))
        known.add(persons[-1].id)
    places = [RowReader(POSTS, row.number, row.text) for row in posts]
    agencies = app.catalogue.agencies.by_code
    seats = [read_seat(reader, known, agencies) for reader in places]
    faults = [fault for reader in (*readers, *places) for fault in reader.faults]
    _check(faults + _held_already(uow, places, seats))
    return persons, seats


def _check(faults: list[Fault]) -> None:
    if faults:
        told = [asdict(fault) for fault in faults[:MOST_FAULTS]]
        raise BadSheet(count=len(faults), faults=told)


def _held_already(
    uow: UnitOfWork, readers: Sequence[RowReader], seats: Sequence[Seat]
) -> list[Fault]:
    """Positions on file already, or twice in the sheet."""
    keys = [(s.person, s.agency, s.position, s.first_day) for s in seats]
    twice = Counter(keys)
    held = {
        (s.person, s.agency, s.position, s.first_day)
        for agency, day in {(s.agency, s.first_day) for s in seats}
        for s in uow.directory.seats(agency, day)
    }
    return [
        Fault(POSTS, reader.row, POSITION, "known_already", seat.position)
        for reader, seat, key in zip(readers, seats, keys, strict=True)
        if key in held or twice[key] > 1
    ]


def _keep(app: App, uow: UnitOfWork, people: list[Person], seats: list[Seat], by: str) -> None:
    for person in people:
        uow.directory.add_person(person)
    for seat in seats:
        uow.directory.add_seat(seat)
    told = f"{len(people)} người, {len(seats)} vị trí"
    uow.accounts.log(Entry(by, "imported", by, told, app.clock()))
