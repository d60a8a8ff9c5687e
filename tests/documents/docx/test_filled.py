"""Filled in, a paper must stand on its pages as the draft did; only what was filled may differ."""

from __future__ import annotations

import pytest

from documents.docx.compare import TextChange
from documents.docx.filled import moved_page

NUMBER = TextChange("text", "", "Số      -QĐ/TU", "Số 01-QĐ/TU")
NOTE = TextChange("removed", "", "Dự thảo lần 2", "")
DAY = TextChange("text", "", "Bổ nhiệm, từ ngày [………].", "Bổ nhiệm, từ ngày 07 tháng 9 năm 2026.")
SEEN = ("Số -QĐ/TU\nDự thảo lần 2\nBổ nhiệm, từ ngày\n[………].", "Nơi nhận: TU")


@pytest.mark.parametrize(
    ("final", "moved"),
    [
        (("Số 01-QĐ/TU\nBổ nhiệm, từ ngày 07\ntháng 9 năm 2026.", "Nơi nhận: TU"), None),
        (("Số 01-QĐ/TU\nBổ nhiệm, từ ngày 07 tháng 9 năm 2026.\nNơi nhận:", "TU"), 1),
        (("Số 01-QĐ/TU\nBổ nhiệm, từ ngày 07 tháng 9 năm 2026.", "Nơi nhận: TW"), 2),
        (("Số 01-QĐ/TU\nBổ nhiệm, từ ngày 07 tháng 9 năm 2026.", "Nơi nhận: TU", ""), 3),
        (("Số 01-QĐ/TU\nKhông bổ nhiệm, từ ngày 07 tháng 9 năm 2026.", "Nơi nhận: TU"), 1),
    ],
)
def test_a_page_that_says_something_else_is_named(final, moved):
    assert moved_page([NUMBER, NOTE, DAY], SEEN, final) == moved


def test_a_changed_line_that_runs_over_two_pages_is_not_taken_for_a_change_of_its_place():
    seen = ("Đầu trang. Bổ nhiệm, từ", "ngày [………]. Cuối trang.")
    final = ("Đầu trang. Bổ nhiệm, từ", "ngày 07 tháng 9 năm 2026. Cuối trang.")
    assert moved_page([DAY], seen, final) is None
