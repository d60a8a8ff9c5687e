"""What is on file about a person, as pages, commands and papers say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.directory.people import COLUMNS, Person, PersonColumn
from notifications.words import word, word_or_code

HEADINGS = frozenset({"id", "full_name", "sort_name"})  # above the list already


def plain_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def text_of(
    person: Person,
    column: PersonColumn,
    language: str = "vi",
    day: Callable[[date], str] = plain_day,
) -> str:
    """The words for one column; empty where nothing is on file."""
    value = getattr(person, column.name)
    if not value:
        return ""
    if column.kind == "day":
        return day(value)
    if column.kind == "flag":
        return word("flags", "held", language)
    return word_or_code(column.words, value, language) if column.words else str(value)


def rows_of(person: Person, language: str = "vi") -> tuple[tuple[str, str], ...]:
    """Heading and words of everything that may be on file, "—" for what is not."""
    return tuple(
        (word("person_fields", column.name, language), text_of(person, column, language) or "—")
        for column in COLUMNS
        if column.name not in HEADINGS
    )
