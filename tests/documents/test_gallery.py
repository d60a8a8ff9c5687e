"""Pictures of papers."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from documents.contact_sheet import CAPTION, COLUMNS, GAP, WIDTH, contact_sheet
from documents.export.pdf import Office
from documents.gallery import hang


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_a_picture_is_as_large_as_a4_and_not_empty(sheets, tmp_path):
    name = "decision_appoint_QD101_party_draft"
    hang(Office(), {name: sheets[name].content}, tmp_path)
    with Image.open(tmp_path / f"{name}_1.png") as picture:
        assert picture.width / picture.height == pytest.approx(210 / 297, abs=0.01)
        assert picture.convert("L").getextrema() == (0, 255)


def test_every_page_stands_on_the_one_sheet_in_its_place(tmp_path):
    pages = [tmp_path / f"page_{n:02d}.png" for n in range(COLUMNS + 1)]
    for place, page in enumerate(pages):
        Image.new("RGB", (794, 1123), (place, 0, 0)).save(page)
    with Image.open(contact_sheet(pages, tmp_path / "sheet.png")) as sheet:
        row = round(1123 * WIDTH / 794) + CAPTION + GAP
        assert sheet.size == (COLUMNS * (WIDTH + GAP), 2 * row)
        assert sheet.getpixel((COLUMNS * (WIDTH + GAP) - GAP - 1, row - GAP - 1)) == (11, 0, 0)
        assert sheet.getpixel((WIDTH // 2, row + CAPTION + 5)) == (COLUMNS, 0, 0)
