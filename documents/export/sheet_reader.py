"""Rows of an .xlsx that somebody filled in: values only; what runs or cannot be is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

from domain.errors import BadPaper
from domain.text import nfc

MOST_ROWS = 5000
Value = str | date | None


@dataclass(frozen=True, slots=True)
class FilledRow:
    """`number` is the row as Excel counts it; `values` column title → what stands there."""

    number: int
    values: Mapping[str, Value]

    def text(self, column: str) -> str:
        value = self.values.get(column)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""


def open_xlsx(name: str, content: bytes) -> Workbook:
    """Of a file looked through before (documents/intake/readable.py). Raises BadPaper: damaged."""
    try:
        return load_workbook(BytesIO(content), keep_links=False)
    except (ValueError, KeyError, TypeError, OSError, SyntaxError, BadZipFile) as fault:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from fault


def rows_of(book: Workbook, sheet: str, columns: tuple[str, ...], name: str) -> list[FilledRow]:
    """Rows with something in them. Raises BadPaper for a missing sheet or column, or a formula."""
    if sheet not in book.sheetnames:
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_TEMPLATE)
    lines = book[sheet].iter_rows()
    titles = [_value(cell, name) for cell in next(lines, ())]
    if not set(columns) <= set(titles):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_TEMPLATE)
    found = list(_filled(lines, titles, name))
    if len(found) > MOST_ROWS:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_MANY_ROWS)
    return found


def _filled(lines: Any, titles: list[Value], name: str) -> Iterator[FilledRow]:
    for number, line in enumerate(lines, start=2):
        values = [_value(cell, name) for cell in line]
        if any(value not in (None, "") for value in values):
            yield FilledRow(number, dict(zip(map(str, titles), values, strict=False)))


def _value(cell: Any, name: str) -> Value:
    if cell.data_type == "f":
        raise BadPaper(name=name, rule=BadPaper.Rule.FORMULA)
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    whole = isinstance(value, float) and value.is_integer()
    return nfc(str(int(value) if whole else value)).strip().removeprefix("'")
