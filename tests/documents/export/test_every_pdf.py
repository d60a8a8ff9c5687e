"""Every paper of the catalogue as the real LibreOffice prints it, measured on the page."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest

from documents.content.catalogue import PAPERS
from documents.docx.word_text import parts_of, pieces
from documents.frame.layouts import TEXT_WIDTH
from tests.documents.content.test_every_paper import (
    FORMAL,
    TOP,
    each_paper,
    layout_of,
    of,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
MM = 25.4 / 72
LEFT, RIGHT, TOP_EDGE, BOTTOM = 30, 30 + TEXT_WIDTH, 20, 277
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def each_pdf(sheets, printed, paper):
    return [(sheet, printed[sheet.name]) for sheet in of(sheets, paper)]


def letters(page):
    return [char for char in page.chars if char["text"].strip()]


def body(page):
    """The page below the line of the page number."""
    return page.crop((0, 15 / MM, page.width, page.height))


def cells_of(page):
    """The text of each cell of its tables, the lines of one cell together."""
    rows = [row for table in page.extract_tables() for row in table]
    return [cell for row in rows for cell in row if cell]


def bare(text):
    return re.sub(r"\s+", "", text)


@each_paper
def test_text_and_lines_stay_inside_the_margins(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        for page in map(body, pages):
            marks = [*letters(page), *page.lines]
            assert min(mark["x0"] for mark in marks) * MM >= LEFT - 0.3, sheet.name
            assert max(mark["x1"] for mark in marks) * MM <= RIGHT + 0.3, sheet.name
            assert min(mark["top"] for mark in marks) * MM >= TOP_EDGE - 1, sheet.name
            assert max(mark["bottom"] for mark in marks) * MM <= BOTTOM + 1, sheet.name


@each_paper
def test_the_page_says_what_the_file_says_in_precomposed_letters(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        text = "".join(body(page).extract_text() for page in pages)
        assert unicodedata.is_normalized("NFC", text)
        shown = bare(text)
        for part in parts_of(sheet.content):
            if hasattr(part, "text"):  # a paragraph; cells stand side by side
                assert bare(part.text) in shown, (sheet.name, part.text)
        cells = {bare(cell) for page in pages for cell in cells_of(page)}  # a long word may break
        words = {word for piece in pieces(sheet.content) for word in piece.text.split()}
        missing = [word for word in words if bare(word) not in shown]
        assert [w for w in missing if not any(w in cell for cell in cells)] == [], sheet.name


@each_paper
def test_only_a_typeface_as_wide_as_times_new_roman_is_used(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        fonts = {char["fontname"].split("+")[-1] for page in pages for char in letters(page)}
        assert all(re.match("LiberationSerif|TimesNewRoman|Tinos", f) for f in fonts), sheet.name


@each_paper
def test_pages_are_numbered_in_the_middle_of_the_top_margin_from_the_second(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        for number, page in enumerate(pages, start=1):
            marks = [c for c in letters(page) if c["bottom"] * MM < 17]
            assert "".join(c["text"] for c in marks) == ("" if number == 1 else str(number))
            for mark in marks:
                middle = (mark["x0"] + mark["x1"]) / 2 * MM
                assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=2), sheet.name
                assert mark["top"] * MM == pytest.approx(10, abs=1), sheet.name


def line_of(page, text):
    """Where a text stands, which must be on one line: its first letter's and last one's box."""
    found = [
        line
        for line in page.extract_text_lines(return_chars=True)
        if bare(text) in bare(line["text"])
    ]
    assert found, f"{text} is not on one line"
    chars = [c for c in found[0]["chars"] if c["text"].strip()]
    start = bare(found[0]["text"]).index(bare(text))
    return chars[start], chars[start + len(bare(text)) - 1]


@each_paper
def test_national_name_and_motto_stand_on_one_line_over_a_rule_as_long_as_they(
    sheets, printed, paper
):
    for sheet, pages in each_pdf(sheets, printed, paper):
        if PAPERS[paper].form in FORMAL:
            line_of(pages[0], TOP[sheet.system])
            above = MOTTO if sheet.system == "state" else TOP["party"]
            first, last = line_of(pages[0], above)
            under = [
                line
                for line in pages[0].lines
                if line["x0"] * MM > 90 and 0 < (line["top"] - first["bottom"]) * MM < 4
            ]
            assert under, sheet.name
            assert under[0]["x0"] * MM == pytest.approx(first["x0"] * MM, abs=1.5)
            assert under[0]["x1"] * MM == pytest.approx(last["x1"] * MM, abs=1.5)


@each_paper
def test_number_and_date_stand_on_one_level(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        if PAPERS[paper].form in FORMAL:
            number = "Số:" if sheet.system == "state" else "Số"
            lines = pages[0].extract_words(keep_blank_chars=False)
            at = [w["bottom"] for w in lines if w["text"] in (number, "tháng")][:2]
            assert at[0] * MM == pytest.approx(at[1] * MM, abs=1), sheet.name


@each_paper
def test_the_signature_is_on_the_page_of_the_last_words_of_the_text(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        if PAPERS[paper].form in FORMAL:
            last = bare(body(pages[-1]).extract_text())
            text, foot = parts_of(sheet.content)[:-1], parts_of(sheet.content)[-1]
            right = foot.rows[0][1]
            end = next(p.text for p in reversed(text) if getattr(p, "text", "").strip())
            assert bare(end)[-20:] in last, sheet.name
            assert "Nơinhận:" in last
            assert bare(right[-1].text) in last, sheet.name


def body_of(page):
    """The text of a page under its number."""
    lines = page.extract_text().splitlines()
    return "\n".join(lines[1:] if lines and lines[0].strip().isdigit() else lines)


@each_paper
def test_no_page_ends_with_a_heading(sheets, printed, paper):
    for sheet, pages in each_pdf(sheets, printed, paper):
        for page, following in itertools.pairwise(pages):
            if body_of(following).startswith("Nơi nhận"):
                continue  # minutes: the names of those who sign stand last, the recipients below
            end = page.extract_text_lines(return_chars=True)[-1]
            assert not all("Bold" in char["fontname"] for char in end["chars"]), sheet.name


@each_paper
def test_the_body_stands_as_far_apart_as_its_guide_asks(sheets, printed, paper):
    """Party papers: baselines exactly 19 pt apart inside a paragraph."""
    for sheet, pages in each_pdf(sheets, printed, paper):
        size, exact = layout_of(sheet).body.size, layout_of(sheet).body.exact
        if exact:
            lines = [
                line
                for page in pages
                for line in page.extract_text_lines(return_chars=True)
                if all(round(c["size"]) == size for c in line["chars"])
            ]
            steps = [round(b["bottom"] - a["bottom"]) for a, b in itertools.pairwise(lines)]
            least = 1 if PAPERS[paper].form == "sheet" else 2  # a sheet is mostly a table
            assert steps.count(exact) >= least, sheet.name
