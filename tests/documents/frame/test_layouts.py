"""Layout figures, widths, numbers, dates and spelling."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from docx.shared import Pt

from documents.content.vietnamese import long_date, party_spelling, words
from documents.docx.widths import width_mm
from documents.frame.layouts import layout_for
from documents.render import render
from tests.documents.reading import document


def test_the_page_is_a4_with_the_margins_of_both_guides(party_file):
    section = document(party_file, "decision_appoint").sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(length.mm) for length in lengths] == [210, 297, 20, 20, 30, 15]
    assert section.different_first_page_header_footer


@pytest.mark.parametrize(
    ("kind", "size", "exact"), [("party", 14, Pt(19)), ("state", 14, None)], ids=["party", "state"]
)
def test_the_body_has_the_size_and_line_height_of_its_guide(request, kind, size, exact):
    body = document(request.getfixturevalue(f"{kind}_file"), "decision_appoint")
    article = next(p for p in body.paragraphs if p.text.startswith("Điều"))
    assert article.runs[-1].font.size == Pt(size)
    assert article.paragraph_format.line_spacing == exact
    assert article.runs[0].bold


def test_the_font_is_named_in_all_four_slots(party_file):
    style = document(party_file, "decision_appoint").styles["Normal"]
    fonts = style.element.rPr.rFonts
    prefix = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    named = {fonts.get(f"{prefix}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert named == {"Times New Roman"}


def test_the_signature_never_stands_alone_on_a_page(party_file):
    body = document(party_file, "decision_appoint")
    last = [p for p in body.paragraphs if p.text][-1]
    assert last.paragraph_format.keep_with_next
    assert "cantSplit" in body.tables[-1]._tbl.xml


def test_the_same_case_gives_the_same_bytes(party_file):
    first, second = (render(party_file, "decision_appoint", step="decision") for _ in range(2))
    assert first.content == second.content


def test_no_entry_of_the_file_carries_the_clock(party_file):
    packed = zipfile.ZipFile(io.BytesIO(render(party_file, "notice", step="announce").content))
    assert {item.date_time for item in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_drags_no_stale_part_along(party_file):
    packed = zipfile.ZipFile(io.BytesIO(render(party_file, "notice", step="announce").content))
    names = packed.namelist()
    assert not [n for n in names if "thumbnail" in n or "stylesWithEffects" in n]
    assert packed.testzip() is None


@pytest.mark.parametrize(
    ("day", "system", "name", "assumed"),
    [
        (date(2026, 5, 26), "party", "HD36", False),
        (date(2026, 5, 27), "party", "HD05", False),
        (date(2010, 1, 1), "party", "HD36", True),
        (date(2020, 3, 5), "state", "ND30", False),
        (date(2019, 1, 1), "state", "ND30", True),
    ],
)
def test_the_layout_follows_the_draft_date(day, system, name, assumed):
    layout = layout_for(system, day)
    assert (layout.name, layout.assumed) == (name, assumed)


@pytest.mark.parametrize(
    ("text", "size", "measured"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, 72.9),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 13, 83.8),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, 95.7),
    ],
)
def test_line_widths_agree_with_those_measured_on_the_official_pages(text, size, measured):
    assert width_mm(text, size, bold=True) == pytest.approx(measured, abs=0.1)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (1_000_000, "một triệu"),
        (34, "ba mươi tư"),
        (14, "mười bốn"),
        (11, "mười một"),
    ],
)
def test_numbers_in_words(number, said):
    assert words(number) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 5), "ngày 05 tháng 9 năm 2026"),
        (date(2026, 2, 12), "ngày 12 tháng 02 năm 2026"),
        (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
    ],
)
def test_dates_take_a_zero_below_ten_and_below_march(day, said):
    assert long_date(day).replace("\u00a0", " ") == said


def test_party_spelling_changes_the_word_and_never_a_name():
    assert party_spelling("Tỉnh ủy, ỦY BAN, Ủy ban, bà Thủy") == "Tỉnh uỷ, UỶ BAN, Uỷ ban, bà Thủy"
