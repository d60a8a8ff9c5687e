"""Everything that can be entered about a person, field by field, and how each stands on file.

One list for the pages, the commands, the API and the sheets; each says a field as a `FieldSaid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.directory.columns import PersonColumn, PersonField, PersonTable
from domain.directory.people import COLUMNS, Person
from domain.directory.record import TABLES, Record

YES = "yes"
RESIDENT = PersonColumn("flag", words="resident", none=True, name="resident")
ALL: tuple[PersonField, ...] = (*COLUMNS[1:], RESIDENT, *TABLES)  # but the id, which is the person
FIELDS: Mapping[str, PersonField] = {field.name: field for field in ALL}
OF_RECORD = frozenset(Record.__dataclass_fields__)


class State(StrEnum):
    """How a field stands: with a value, none as a document says, or with nothing on file."""

    HELD = "held"
    NONE = "none"
    NOT_ON_FILE = "not_on_file"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSaid:
    """What is said of one field, as text: days ISO, codes as they are, a flag "yes".

    `rows` are those of a table, by the names of its columns; empty cells are left out.
    """

    state: State = State.HELD
    value: str = ""
    rows: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field before and after a correction."""

    field: str
    before: FieldSaid
    after: FieldSaid

    @property
    def alters(self) -> bool:
        """Something that was on file is no longer, or reads otherwise: that needs a reason."""
        if self.before.state == State.NOT_ON_FILE or self.before == self.after:
            return False
        kept = all(row in self.after.rows for row in self.before.rows)
        return not (self.before.rows and kept)


def held(person: Person, name: str) -> Any:
    """What is on file in a field, as it is kept."""
    return getattr(person.record if name in OF_RECORD else person, name)


def state_of(person: Person, name: str) -> State:
    """Raises KeyError for no field of a person."""
    value, field = held(person, name), FIELDS[name]
    if value:
        return State.HELD
    listed = field.none and name in OF_RECORD and value is not None
    stated = name in person.stated and person.stated[name].none
    return State.NONE if listed or stated else State.NOT_ON_FILE


def document_of(person: Person, name: str) -> str:
    """What the field was taken from; empty where nobody said."""
    stated = person.stated.get(name)
    return stated.document if stated else ""


def said_of(person: Person, name: str) -> FieldSaid:
    """A field as it stands, in the words in which it may be said again."""
    state, field = state_of(person, name), FIELDS[name]
    if state != State.HELD:
        return FieldSaid(state=state)
    if isinstance(field, PersonTable):
        return FieldSaid(rows=tuple(_texts(field, row) for row in rows_held(person, field)))
    return FieldSaid(value=text(held(person, name)))


def rows_held(person: Person, table: PersonTable) -> list[dict[str, Any]]:
    """The rows of a table as they are kept, by the names of its columns."""
    kept = held(person, table.name) or ()
    if table.shape == "rows":
        return [{c.name: getattr(row, c.name) for c in table.columns} for row in kept]
    if table.shape == "codes":
        (column,) = table.columns
        return [{column.name: code} for code in column.codes if code in kept]
    return [_of_map(person, table, key, kept[key]) for key in sorted(kept)]


def _of_map(person: Person, table: PersonTable, key: Any, value: Any) -> dict[str, Any]:
    first, second, document = (column.name for column in table.columns)
    taken_from = document_of(person, f"{table.name}.{key}")
    return {first: key, second: value, document: taken_from}


def _texts(table: PersonTable, row: Mapping[str, Any]) -> dict[str, str]:
    return {c.name: said for c in table.columns if (said := text(row[c.name]))}


def text(value: Any) -> str:
    """A value as it is said: empty for nothing."""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value else ""


def differences(before: Person, after: Person) -> tuple[FieldChange, ...]:
    """The fields that read otherwise, or were taken from another document."""
    pairs = [(name, said_of(before, name), said_of(after, name)) for name in FIELDS]
    return tuple(
        FieldChange(field=name, before=old, after=new)
        for name, old, new in pairs
        if old != new or document_of(before, name) != document_of(after, name)
    )
