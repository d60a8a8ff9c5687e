"""Files for Excel: nothing in them runs, days are days, Vietnamese stays readable."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from documents.export.sheets import Sheet, as_csv, as_xlsx

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")']
SHEET = Sheet(
    "Hồ sơ",
    ("Tên", "Ngày", "Lúc", "Số"),
    (
        ("Y Thông Êban", date(2026, 9, 7), datetime(2026, 9, 7, 5, tzinfo=UTC), 3),
        ('Đặng; "Đức", Thuận', None, None, None),
    ),
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_i04_no_text_is_taken_for_a_formula(text):
    sheet = Sheet("x", ("a",), ((text,), ("thường",)))
    rows = list(csv.reader(StringIO(as_csv(sheet).decode("utf-8-sig"))))
    assert rows[1][0].startswith("'")
    cells = load_workbook(BytesIO(as_xlsx(sheet))).active
    assert cells["A2"].data_type == "s"
    assert cells["A2"].value.startswith("'")
    assert (rows[2][0], cells["A3"].value) == ("thường", "thường")


def test_a_csv_begins_with_the_mark_excel_looks_for():
    assert as_csv(SHEET).startswith("\ufeffTên".encode())


def test_days_are_days_and_times_local():
    cells = load_workbook(BytesIO(as_xlsx(SHEET))).active
    assert cells["B2"].value.date() == date(2026, 9, 7)
    assert (cells["B2"].is_date, cells["B2"].number_format) == (True, "dd/mm/yyyy")
    assert (cells["C2"].value.hour, cells["D2"].value) == (12, 3)
    assert "2026-09-07,2026-09-07 12:00,3" in as_csv(SHEET).decode()


def test_text_that_no_sheet_may_hold_is_left_out():
    sheet = Sheet("x", ("a",), (("a\x00b\x0b",),))
    assert load_workbook(BytesIO(as_xlsx(sheet))).active["A2"].value == "ab"
