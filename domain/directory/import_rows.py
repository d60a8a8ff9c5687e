"""Rows of people and positions as somebody typed them, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeVar

from domain.calendar.dates import parse_day
from domain.directory.actors import Power, Seat
from domain.directory.people import Person
from domain.errors import BadInput
from domain.text import fold

T = TypeVar("T")
FOR_EVER = date(2100, 1, 1)
PEOPLE, POSTS = "Người", "Vị trí"
ID, NAME, SORT, SEX, BIRTH = "Mã", "Họ và tên", "Tên để sắp xếp", "Giới tính", "Ngày sinh"
ETHNIC, HOME, PRESENT = "Dân tộc", "Quê quán", "Chức vụ hiện nay"
AGENCY, POSITION, POWERS = "Mã cơ quan", "Chức vụ", "Quyền"
FROM, UNTIL = "Từ ngày", "Đến hết ngày"
SEXES: dict[str, Literal["male", "female"]] = {"nam": "male", "nu": "female"}
RIGHTS = {
    "lap ho so": Power.PREPARE,
    "ky": Power.SIGN,
    "kiem tra": Power.AUDIT,
    "quan tri": Power.ADMINISTER,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell; `what` is a code with words in messages."""

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

    def one_of(self, column: str, known: dict[str, T], otherwise: T) -> T:
        value = self.text(column, most=40, required=True)
        if value and fold(value) not in known:
            self.wrong(column, "unknown", value)
        return known.get(fold(value), otherwise)

    def day(self, column: str, *, otherwise: date | None = None) -> date:
        value = self.said(column)
        if not value and otherwise is not None:
            return otherwise
        try:
            return parse_day(value, field=column)
        except BadInput:
            self.wrong(column, "not_a_date" if value else "missing", value[:40])
            return FOR_EVER


def read_person(reader: RowReader, known: Collection[str], today: date) -> Person:
    """The person of a row; `known` are ids taken already."""
    person_id = reader.text(ID, most=40, required=True)
    if person_id and not (person_id.isascii() and person_id.isalnum()):
        reader.wrong(ID, "plain_id", person_id[:40])
    if person_id in known:
        reader.wrong(ID, "known_already", person_id)
    name, birth = reader.text(NAME, most=200, required=True), reader.day(BIRTH)
    if not date(1900, 1, 1) <= birth <= today and birth != FOR_EVER:
        reader.wrong(BIRTH, "not_a_birthday", reader.said(BIRTH))
    given = name.rpartition(" ")[2]
    return Person(
        person_id,
        name,
        reader.text(SORT, most=200) or f"{given} {name}",
        reader.one_of(SEX, SEXES, "male"),
        birth,
        ethnicity=reader.text(ETHNIC, most=60),
        hometown=reader.text(HOME, most=200),
        present_position=reader.text(PRESENT, most=300),
    )


def read_seat(reader: RowReader, people: Collection[str], agencies: Collection[str]) -> Seat:
    """The position of a row, held by one of `people` in one of `agencies`."""
    person, agency = (
        reader.text(ID, most=40, required=True),
        reader.text(AGENCY, most=40, required=True),
    )
    if person and person not in people:
        reader.wrong(ID, "unknown", person)
    if agency and agency not in agencies:
        reader.wrong(AGENCY, "unknown", agency)
    first, last = reader.day(FROM), reader.said(UNTIL)
    end = _day_after(reader) if last else FOR_EVER
    if first >= end and not reader.faults:
        reader.wrong(UNTIL, "before_start", last)
    return Seat(
        person, agency, reader.text(POSITION, most=200, required=True), _powers(reader), first, end
    )


def _day_after(reader: RowReader) -> date:
    last = reader.day(UNTIL)
    return last if last >= FOR_EVER else date.fromordinal(last.toordinal() + 1)


def _powers(reader: RowReader) -> frozenset[Power]:
    said = [part.strip() for part in reader.text(POWERS, most=80, required=True).split(",")]
    for part in said:
        if part and fold(part) not in RIGHTS:
            reader.wrong(POWERS, "unknown", part)
    return frozenset(RIGHTS[fold(part)] for part in said if fold(part) in RIGHTS)
