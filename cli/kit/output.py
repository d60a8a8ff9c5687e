"""How answers leave the command line: a table for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

console = Console(highlight=False, markup=False)
errors = Console(stderr=True, highlight=False, markup=False)

AsJson = Annotated[bool, typer.Option("--json")]


class Marked(str):
    """A text of ours with marks of the terminal ("[bold]…[/]"). Every other text is shown as it
    is: what people typed has no marks, whatever brackets it holds. Put into such a text, it leaves
    its marks behind."""

    __slots__ = ()

    def __rich__(self) -> Text:
        return Text.from_markup(_raw(self))

    def __str__(self) -> str:
        return self.__rich__().plain

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def marked(text: str, **facts: object) -> Marked:
    """A text with its facts put in; no fact brings marks but one that is itself marked."""
    bare = {name: _bare(fact) for name, fact in facts.items()}
    return Marked(text.format(**bare) if facts else text)


def _bare(fact: object) -> object:
    if isinstance(fact, Marked):
        return _raw(fact)
    return escape(fact) if isinstance(fact, str) else fact


def _raw(text: Marked) -> str:
    """With its marks."""
    return str.__str__(text)


def plain(value: Any) -> Any:
    """Domain values as JSON values: dates ISO, enums by value, dataclasses as objects."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in dataclasses.fields(value))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    typer.echo(json_text(value))


def json_text(value: Any) -> str:
    """JSON with Vietnamese left readable."""
    return json.dumps(plain(value), ensure_ascii=False, indent=2, default=str)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table for people; an empty one says so."""
    heading = title.__rich__() if isinstance(title, Marked) else Text(title)
    shown = Table(title=heading, title_justify="left", title_style="bold", header_style="bold")
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(cell(value) for value in row))
    console.print(shown)


def cell(value: object) -> str:
    """One value as an official reads it: dd/mm/yyyy, dash for nothing."""
    if isinstance(value, Marked):
        return value
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value) if value not in (None, "") else "–"
