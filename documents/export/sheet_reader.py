"""Rows of an .xlsx that somebody filled in: values only; what runs or cannot be is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

from documents.intake.readable import SHEET, read_file
from documents.intake.sent_file import SentFile
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


def read_sheets(
    sent: SentFile, wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, list[FilledRow]]:
    """Sheet → rows with something in them; `wanted` are the columns that each sheet must have.

    Raises BadPaper: what `read_file` refuses, a missing sheet or column, a formula.
    """
    read_file(sent, SHEET)
    try:
        book = load_workbook(BytesIO(sent.content), keep_links=False)
    except (ValueError, KeyError, TypeError, OSError, SyntaxError, BadZipFile) as fault:
        raise BadPaper(name=sent.name, rule=BadPaper.Rule.DAMAGED) from fault
    return {name: _rows_of(book, name, columns, sent.name) for name, columns in wanted.items()}


def _rows_of(book: Workbook, sheet: str, columns: tuple[str, ...], name: str) -> list[FilledRow]:
    if sheet not in book.sheetnames:
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_TEMPLATE)
    lines = _filled(book[sheet], name)
    titles = lines.pop(1, {})
    if not set(columns) <= set(titles.values()):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_TEMPLATE)
    if len(lines) > MOST_ROWS:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_MANY_ROWS)
    return [
        FilledRow(number, {str(title): line.get(column) for column, title in titles.items()})
        for number, line in sorted(lines.items())
    ]


def _filled(sheet: Any, name: str) -> dict[int, dict[int, Value]]:
    """Row → column → what stands there. Only cells that the file holds are looked at, never the
    places between them: one cell in the last row is no million rows."""
    lines: dict[int, dict[int, Value]] = {}
    for (row, column), cell in sheet._cells.items():
        value = _value(cell, name)
        if value not in (None, ""):
            lines.setdefault(row, {})[column] = value
    return lines


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
