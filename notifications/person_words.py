"""What is on file about a person, as pages, commands and papers say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from domain.directory.columns import PersonColumn, PersonTable
from domain.directory.fields import FIELDS, FieldSaid, State, said_of
from domain.directory.people import COLUMNS, Person
from notifications.words import tables, word, word_or_code

HEADINGS = frozenset({"id", "full_name", "sort_name"})  # above the list already
Day = Callable[[date], str]


def plain_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def text_of(
    person: Person, column: PersonColumn, language: str = "vi", day: Day = plain_day
) -> str:
    """The words for one column; empty where nothing is on file, "none" only where that is said."""
    if column.name == "id":
        return person.id
    return told(column.name, said_of(person, column.name), language, day)


def told(name: str, said: FieldSaid, language: str = "vi", day: Day = plain_day) -> str:
    """The words for what is said of a field; empty where nothing is on file."""
    if said.state == State.NOT_ON_FILE:
        return ""
    field = FIELDS[name]
    if said.state == State.NONE:
        asked = isinstance(field, PersonColumn) and field.kind == "flag" and field.words
        return word(*((asked, "no") if asked else ("field_states", State.NONE)), language)
    if isinstance(field, PersonTable):
        return "; ".join(_row(field, row, language, day) for row in said.rows)
    return cell(field, said.value, language, day)


def _row(table: PersonTable, row: Mapping[str, str], language: str, day: Day) -> str:
    """The cells of a row that say something; a flag by its head."""

    def in_words(c: PersonColumn) -> str:
        if c.kind == "flag":
            return word("record_fields", c.name, language)
        return cell(c, row[c.name], language, day)

    return ", ".join(in_words(c) for c in table.columns if row.get(c.name))


def cell(column: PersonColumn, said: str, language: str = "vi", day: Day = plain_day) -> str:
    """The words for one value as it is said."""
    if column.kind == "day":
        return day(date.fromisoformat(said))
    if column.kind == "flag":
        return word(column.words or "flags", said if column.words else "held", language)
    return word_or_code(column.words, said, language) if column.words else said


def head_of(name: str, language: str = "vi") -> str:
    """What a field of a person is called."""
    words = tables(language)
    return {**words["record_tables"], **words["person_fields"]}[name]


def rows_of(person: Person, language: str = "vi") -> tuple[tuple[str, str], ...]:
    """Heading and words of everything that may be on file, "—" for what is not."""
    return tuple(
        (word("person_fields", column.name, language), text_of(person, column, language) or "—")
        for column in COLUMNS
        if column.name not in HEADINGS
    )
