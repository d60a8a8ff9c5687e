"""What one thing on file about a person is: its kind, its words, whether it may be none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Kind = Literal["text", "code", "day", "flag", "count", "year"]
Shape = Literal["rows", "codes", "map"]


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """One thing on file about a person: the table, the sheet of the import, the pages, the
    commands and the papers all read it from here.

    Its words are `person_fields` of templates/messages, of a row `record_fields`. `most`:
    characters at most (text, code). `words`: the table of words of a code; `codes` those that may
    be said, empty: all of the table. `paper`: its name in the wording of papers. `none`: a
    document may say that there is none, which is not the same as nothing on file.
    """

    kind: Kind
    most: int = 0
    words: str = ""
    codes: tuple[str, ...] = ()
    paper: str = ""
    required: bool = False
    none: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PersonTable:
    """Several rows on file about a person under one name; its words are `record_tables`.

    `shape`: rows of their own class, codes, or a map from the first column to the second. `row`
    makes a row of its columns. Every row has its document, but a code has the one of the whole.
    """

    name: str
    shape: Shape
    columns: tuple[PersonColumn, ...]
    none: bool = True
    required: bool = False
    row: type[Any] | None = None


PersonField = PersonColumn | PersonTable


def column(kind: Kind, **more: Any) -> Mapping[str, PersonColumn]:
    """Metadata of a field of a dataclass, that `columns_of` finds."""
    return {"column": PersonColumn(kind, **more)}


def columns_of(told: Any) -> tuple[PersonColumn, ...]:
    """Each field of a dataclass that is a column, in order, with its name."""
    return tuple(
        replace(one.metadata["column"], name=one.name)
        for one in fields(told)
        if "column" in one.metadata
    )
