"""Sheets that once stopped the whole province: read within two seconds of a processor and 200 MB,
which the kernel holds them to."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from documents.guarded.files import SHEET, open_sheets
from documents.guarded.limits import MIB
from documents.intake.sent_file import SentFile
from domain.errors import BadPaper

WANTED = {"Người": ("Mã", "Tên")}


def book(**cells: object) -> Workbook:
    made = Workbook()
    made.active.title = "Người"
    for place, value in ({"A1": "Mã", "B1": "Tên", "A2": "an", "B2": "An"} | cells).items():
        made.active[place] = value
    return made


def sent(made: Workbook) -> SentFile:
    raw = io.BytesIO()
    made.save(raw)
    return SentFile("a.xlsx", raw.getvalue())


def styled(place: str) -> Workbook:
    made = book()
    made.active[place].font = Font(bold=True)
    return made


def test_the_limits_are_two_seconds_and_two_hundred_megabytes():
    assert (SHEET.cpu, SHEET.memory) == (2, 200 * MIB)


@pytest.mark.parametrize("place", ["A1048576", "XFD1048576", "XFD200", "H1048576"])
def test_a_bold_empty_cell_far_away_costs_nothing(place):
    (row,) = open_sheets(sent(styled(place)), WANTED)["Người"]
    assert (row.number, row.text("Tên")) == (2, "An")


def test_values_far_away_are_rows_of_their_own():
    found = open_sheets(sent(book(A1048576="xa", XFD3="ngoài")), WANTED)["Người"]
    assert [row.number for row in found] == [2, 3, 1048576]


def test_a_sheet_that_takes_more_is_refused_as_too_heavy():
    made = book()
    for row in range(2, 700):
        for column in range(1, 600):
            made.active.cell(row, column, 1)
    with pytest.raises(BadPaper) as refused:
        open_sheets(sent(made), WANTED)
    assert refused.value.facts["rule"] == "too_heavy"
