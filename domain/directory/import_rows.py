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
from domain.directory.people import COLUMNS, Person, PersonColumn, is_id
from domain.errors import BadInput
from domain.text import Words, fold

T = TypeVar("T")
FOR_EVER = date(2100, 1, 1)
LARGEST_COUNT = 999
SEAT_COLUMNS = ("person", "agency", "position", "powers", "first_day", "last_day")
FLAGS = {"": False, "khong": False, "co": True}
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

    def count(self, column: str) -> int:
        value = self.said(column)
        if value and not (value.isascii() and value.isdigit() and int(value) <= LARGEST_COUNT):
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


def read_person(reader: RowReader, known: Collection[str], today: date, words: Words) -> Person:
    """The person of a row; `known` are ids taken already, `words` what people write for codes."""
    values = {column.name: _value(reader, column, words) for column in COLUMNS}
    values["id"] = values["id"].lower()
    _check_id(reader, values["id"], known)
    if not date(1900, 1, 1) <= values["birth"] <= today and values["birth"] != FOR_EVER:
        reader.wrong("birth", "not_a_birthday", reader.said("birth"))
    given = values["full_name"].rpartition(" ")[2]
    values["sort_name"] = values["sort_name"] or f"{given} {values['full_name']}"
    return Person(**values)


def _value(reader: RowReader, column: PersonColumn, words: Words) -> Any:
    match column.kind:
        case "day":
            filled = column.required or reader.said(column.name)
            return reader.day(column.name) if filled else None
        case "code":
            codes = {fold(said): code for code, said in words[column.words].items()}
            return reader.one_of(column.name, codes, "", required=column.required)
        case "flag":
            return reader.one_of(column.name, FLAGS, False, required=False)
        case "count":
            return reader.count(column.name)
        case _:
            return reader.text(column.name, most=column.most, required=column.required)


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
