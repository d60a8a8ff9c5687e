"""Rows of people and positions as somebody typed them, and everything that is wrong with them.

Columns go by their codes here; the heads people read are words (templates/messages).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from domain.calendar.dates import parse_day
from domain.directory.actors import Power, Seat
from domain.directory.columns import PersonColumn
from domain.directory.people import COLUMNS, Person, Statement, is_id
from domain.errors import BadInput
from domain.text import Words, fold

T = TypeVar("T")
FOR_EVER = date(2100, 1, 1)
LARGEST_COUNT = 999
YEARS = (1900, 2200)
SEAT_COLUMNS = ("person", "agency", "position", "powers", "first_day", "last_day")
FLAGS = {"": False, "khong": False, "no": False, "co": True, "yes": True}
NO = ("khong", "khong co", "none")  # written where there is none
NOTHING: Mapping[str, Any] = {
    "text": "",
    "code": "",
    "day": None,
    "flag": False,
    "count": 0,
    "year": 0,
}
RIGHTS = {
    "lap ho so": Power.PREPARE,
    "ky": Power.SIGN,
    "kiem tra": Power.AUDIT,
    "quan tri": Power.ADMINISTER,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell: sheet "people" or "seats", row as Excel counts it, column and
    `what` as codes with words in messages."""

    sheet: str
    row: int
    column: str
    what: str
    value: str = ""


@dataclass
class RowReader:
    """Takes values out of one row and notes what cannot be taken, instead of stopping."""

    sheet: str
    row: int
    said: Callable[[str], str]
    faults: list[Fault] = field(default_factory=list)

    def wrong(self, column: str, what: str, value: str = "") -> None:
        self.faults.append(Fault(self.sheet, self.row, column, what, value))

    def text(self, column: str, *, most: int, required: bool = False) -> str:
        """What the cell says, with a fault noted where it has more than `most` characters."""
        value = self.said(column)
        if required and not value:
            self.wrong(column, "missing")
        if len(value) > most:
            self.wrong(column, "too_long", value[:40])
        return value

    def one_of(self, column: str, known: Mapping[str, T], otherwise: T, *, required: bool) -> T:
        value = self.text(column, most=40, required=required)
        if value and fold(value) not in known:
            self.wrong(column, "unknown", value)
        return known.get(fold(value), otherwise)

    def count(self, column: str, least: int = 0, most: int = LARGEST_COUNT) -> int:
        value = self.said(column)
        plain = len(value) <= 4 and value.isascii() and value.isdigit()
        if value and not (plain and least <= int(value) <= most):
            self.wrong(column, "not_a_count", value[:40])
            return 0
        return int(value or 0)

    def day(self, column: str, *, otherwise: date | None = None) -> date:
        value = self.said(column)
        if not value and otherwise is not None:
            return otherwise
        try:
            return parse_day(value, field=column)
        except BadInput:
            self.wrong(column, "not_a_date" if value else "missing", value[:40])
            return FOR_EVER


def read_person(
    reader: RowReader, known: Collection[str], today: date, words: Words, document: str
) -> Person:
    """The person of a row; `known` are ids taken already, `words` what people write for codes,
    `document` what the rows are taken from."""
    values = {column.name: value_in(reader, column, words) for column in COLUMNS}
    values["id"] = values["id"].lower()
    _check_id(reader, values["id"], known)
    check_birth(reader, values["birth"], today)
    values["sort_name"] = values["sort_name"] or default_sort_name(values["full_name"])
    said = [column.name for column in COLUMNS[1:] if reader.said(column.name)]
    stated = {name: Statement(document, none=not values[name]) for name in said}
    return Person(**values, stated=stated)


def default_sort_name(full_name: str) -> str:
    """The given name first, which stands last in Vietnamese names."""
    return f"{full_name.rpartition(' ')[2]} {full_name}"


def check_birth(reader: RowReader, birth: date, today: date) -> None:
    """Notes a day on which nobody alive was born."""
    if not date(1900, 1, 1) <= birth <= today and birth != FOR_EVER:
        reader.wrong("birth", "not_a_birthday", reader.said("birth"))


def value_in(reader: RowReader, column: PersonColumn, words: Words) -> Any:
    """What stands in one cell, as it is kept; nothing where it says that there is none."""
    said = reader.said(column.name)
    if column.none and fold(said) in NO:
        return NOTHING[column.kind]
    if column.required and not said and column.kind in ("flag", "count", "year"):
        reader.wrong(column.name, "missing")
    match column.kind:
        case "day":
            filled = column.required or said
            return reader.day(column.name) if filled else None
        case "code":
            return reader.one_of(column.name, _codes(column, words), "", required=column.required)
        case "flag":
            return reader.one_of(column.name, FLAGS, False, required=False)
        case "count" | "year":
            return reader.count(column.name, *(YEARS if column.kind == "year" else ()))
        case _:
            return reader.text(column.name, most=column.most, required=column.required)


def _codes(column: PersonColumn, words: Words) -> dict[str, str]:
    """What may be written → the code: its words, or the code itself."""
    known = {
        code: said
        for code, said in words[column.words].items()
        if not column.codes or code in column.codes
    }
    return {fold(said): code for code, said in known.items()} | {code: code for code in known}


def _check_id(reader: RowReader, person: str, known: Collection[str]) -> None:
    if person and not is_id(person):
        reader.wrong("id", "plain_id", person[:40])
    if person in known:
        reader.wrong("id", "known_already", person)


def read_seat(reader: RowReader, people: Collection[str], agencies: Collection[str]) -> Seat:
    """The position of a row, held by one of `people` in one of `agencies`."""
    person, agency = (
        reader.text("person", most=40, required=True).lower(),
        reader.text("agency", most=40, required=True),
    )
    if person and person not in people:
        reader.wrong("person", "unknown", person)
    if agency and agency not in agencies:
        reader.wrong("agency", "unknown", agency)
    first, last = reader.day("first_day"), reader.said("last_day")
    end = _day_after(reader) if last else FOR_EVER
    if first >= end and not reader.faults:
        reader.wrong("last_day", "before_start", last)
    return Seat(
        person,
        agency,
        reader.text("position", most=200, required=True),
        _powers(reader),
        first,
        end,
    )


def _day_after(reader: RowReader) -> date:
    last = reader.day("last_day")
    return last if last >= FOR_EVER else date.fromordinal(last.toordinal() + 1)


def _powers(reader: RowReader) -> frozenset[Power]:
    said = [part.strip() for part in reader.text("powers", most=80, required=True).split(",")]
    for part in said:
        if part and fold(part) not in RIGHTS:
            reader.wrong("powers", "unknown", part)
    return frozenset(RIGHTS[fold(part)] for part in said if fold(part) in RIGHTS)
