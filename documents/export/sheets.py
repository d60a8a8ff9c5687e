"""Lists as files for Excel and other programs: CSV and XLSX, with nothing in them that runs."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Literal, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from domain.calendar.clock import local

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a cell that begins so may be taken for a formula
BOM = "\ufeff"  # without it Excel reads Vietnamese as another encoding
WIDEST = 60
Form = Literal["csv", "xlsx"]
Cell = str | int | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    columns: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]


def written(sheet: Sheet, form: Form) -> tuple[bytes, str]:
    """The bytes of the file and its media type."""
    return (as_xlsx(sheet), XLSX) if form == "xlsx" else (as_csv(sheet), CSV)


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with its mark; days ISO, which Excel reads as days in every language."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(sheet.columns)
    for row in sheet.rows:
        writer.writerow([_text(value) for value in row])
    return (BOM + out.getvalue()).encode()


def as_xlsx(sheet: Sheet) -> bytes:
    return as_xlsx_book((sheet,))


def as_xlsx_book(sheets: Sequence[Sheet]) -> bytes:
    """Sheets with frozen heads; days are days, shown dd/mm/yyyy."""
    book = Workbook()
    book.remove(cast(Worksheet, book.active))
    for sheet in sheets:
        page: Worksheet = book.create_sheet(sheet.title[:31])
        page.append(list(sheet.columns))
        for number, row in enumerate(sheet.rows, start=2):
            for place, value in enumerate(row, start=1):
                _fill(cast(XlsxCell, page.cell(row=number, column=place)), value)
        _dress(page, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """The same text, never taken for a formula: an apostrophe is put before it."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    return f"'{clean}" if clean.startswith(RUNS) else clean


def _text(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else "" if value is None else str(value)


def _fill(cell: XlsxCell, value: Cell) -> None:
    """A text is stored as text whatever it begins with."""
    if isinstance(value, datetime):
        cell.value, cell.number_format = local(value).replace(tzinfo=None), "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd/mm/yyyy"
    elif isinstance(value, str):
        cell.value, cell.data_type = harmless(value), "s"
    else:
        cell.value = value


def _dress(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    for place, column in enumerate(sheet.columns, start=1):
        head = page.cell(row=1, column=place)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        longest = max((len(str(row[place - 1] or "")) for row in sheet.rows), default=0)
        width = min(WIDEST, max(len(column), longest) + 2)
        page.column_dimensions[get_column_letter(place)].width = width
