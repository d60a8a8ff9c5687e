"""Every paper of the catalogue, in each regime and look there is, read back from its .docx."""

from __future__ import annotations

import io
import itertools
import re
import unicodedata
from functools import cache

import pytest
from docx import Document
from docx.shared import Pt
from openxml_audit import FileFormat, OpenXmlValidator

from documents.content.catalogue import PAPERS
from documents.content.vietnamese import BLANK
from documents.docx.word_text import pieces
from documents.frame.layouts import (
    HD05,
    HD36,
    ND30,
    Style,
)
from tests.conftest import CATALOGUE

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
each_paper = pytest.mark.parametrize("paper", PAPERS)
FORMAL = {"decision", "named", "letter"}  # forms with letterhead, recipients and one signature
LAYOUTS = {"party": (HD05, HD36), "state": (ND30,)}
TOP = {"party": "ĐẢNG CỘNG SẢN VIỆT NAM", "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}
LEFTOVER = re.compile(r"\{\{|\}\}|\{%|\bNone\b|\[\]|<[a-z]+ |[\ue000-\uf8ff]|,,|;;| {2}")
NUMBER = {
    ("party", "draft"): r"Số\u00a0+-[A-Z]\w+/\w+",
    ("state", "draft"): r"Số:\u00a0+/(\w+-)?\w+",
    ("party", "final"): r"Số\u00a0\d\d+-[A-Z]\w+/\w+",
    ("state", "final"): r"Số:\u00a0\d\d+/\w+-\w+",
}


def of(sheets, paper):
    found = [sheet for sheet in sheets.values() if sheet.paper == paper]
    assert found, f"no procedure writes {paper}: bootstrap/demonstration/rehearsal.py"
    return found


def formal(sheets, paper):
    """The sheets that have a letterhead, recipients and a signature, with their document."""
    found = of(sheets, paper) if PAPERS[paper].form in FORMAL else []
    return [(sheet, opened(sheet.content)) for sheet in found]


@cache
def opened(content):
    """The document, which every test of it reads and none changes."""
    return Document(io.BytesIO(content))


@cache
def pieces_of(content):
    return tuple(pieces(content))


def said(cell):
    return [p.text for p in cell.paragraphs if p.text.strip()]


def test_each_regime_and_look_in_which_a_paper_exists_is_looked_at(sheets):
    wanted = {
        (paper, text.regime, {"party": "party", "association": "state"}[text.variant])
        for text in CATALOGUE.all_procedures()
        for step in text.steps
        for paper in step.prepares
        if text.variant in ("party", "association")
    }
    looks = {(sheet.paper, sheet.regime, sheet.system) for sheet in sheets.values()}
    always_party = {"appraisal"}  # by the propaganda commission, whoever governs the press agency
    assert {want for want in wanted - looks if want[0] not in always_party} == set()


@each_paper
def test_the_file_is_valid_office_open_xml(sheets, paper, tmp_path):
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    for sheet in of(sheets, paper):
        path = tmp_path / f"{sheet.name}.docx"
        path.write_bytes(sheet.content)
        assert [str(fault) for fault in validator.validate(path).errors] == [], sheet.name


NOT_FIRST = "decision_extend"  # the answer that leads to it is not the one played
OF_THE_RECORD = {"cv_summary", "dossier_list"}  # blank where nobody has put it on file


def blank_lines(content):
    return [piece.text for piece in pieces_of(content) if BLANK in piece.text]


def test_a_decision_played_with_full_data_holds_no_blank(sheets):
    finals = [sheet for sheet in sheets.values() if sheet.stage == "final"]
    decisions = {p for p, row in PAPERS.items() if row.form == "decision" and not row.changes}
    assert {sheet.paper for sheet in finals} == decisions - {NOT_FIRST}
    blank = {sheet.name: blank_lines(sheet.content) for sheet in finals}
    assert {name: lines for name, lines in blank.items() if lines} == {}


@each_paper
def test_no_other_paper_has_a_blank_that_nothing_fills(sheets, paper):
    played = () if paper in OF_THE_RECORD or PAPERS[paper].changes else of(sheets, paper)
    left = {sheet.name: [x for x in blank_lines(sheet.content) if not waits(x)] for sheet in played}
    assert {name: lines for name, lines in left.items() if lines} == {}


def waits(line):
    """For the day of signing, or for the name of who signs for a body outside the province or for
    a council that is not formed yet."""
    return line == BLANK or line.count(BLANK) == line.count(f"từ ngày {BLANK}") == 1


@each_paper
def test_the_page_is_a4_with_the_margins_of_both_guides(sheets, paper):
    for sheet in of(sheets, paper):
        section = opened(sheet.content).sections[0]
        lengths = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(length.mm) for length in lengths] == [210, 297, 20, 20, 30, 15], sheet.name
        assert section.different_first_page_header_footer


@each_paper
def test_nothing_is_left_over_and_every_letter_is_precomposed(sheets, paper):
    for sheet in of(sheets, paper):
        text = "\n".join(piece.text for piece in pieces_of(sheet.content))
        assert LEFTOVER.search(text) is None, (sheet.name, LEFTOVER.search(text))
        assert unicodedata.is_normalized("NFC", text)
        assert not {"Ð", "Ɖ", "ð"} & set(text)


@each_paper
def test_every_size_is_one_of_its_guide(sheets, paper):
    for sheet in of(sheets, paper):
        styles = [
            getattr(layout, name) for layout in LAYOUTS[sheet.system] for name in layout.__slots__
        ]
        known = {style.size for style in styles if isinstance(style, Style)} | {12}
        found = {run.size for piece in pieces_of(sheet.content) for run in piece.runs if run.text}
        assert found <= known, sheet.name


@each_paper
def test_the_letterhead_is_that_of_its_system(sheets, paper):
    for sheet, document in formal(sheets, paper):
        names, numbers = document.tables[0].rows
        assert said(names.cells[1])[0] == TOP[sheet.system], sheet.name
        assert ("*" in said(names.cells[0])) == (sheet.system == "party")
        assert re.fullmatch(NUMBER[sheet.system, sheet.stage], said(numbers.cells[0])[0])
        blank = r"\u00a0{8}" if sheet.stage == "draft" else r"\u00a0\d\d "
        date_line = rf"(Đắk Lắk|Hà Nội), ngày{blank}tháng\u00a0\d\d? năm\u00a0\d{{4}}"
        assert re.fullmatch(date_line, said(numbers.cells[1])[0]), sheet.name


@each_paper
def test_a_draft_says_that_it_is_one_and_a_final_paper_does_not(sheets, paper):
    for sheet, document in formal(sheets, paper):
        last = said(document.tables[0].rows[1].cells[0])[-1]
        marked = re.fullmatch(r"DỰ THẢO|Dự thảo lần \d+", last) is not None
        assert marked == (sheet.stage == "draft"), sheet.name


def layout_of(sheet):
    """The guide of the days on which the rehearsal plays."""
    if sheet.system == "state":
        return ND30
    return HD36 if sheet.regime == "QD75" else HD05


@each_paper
def test_grounds_end_as_the_guide_of_the_day_asks(sheets, paper):
    for sheet, document in formal(sheets, paper):
        layout, text = layout_of(sheet), [p.text for p in document.paragraphs]
        head = itertools.takewhile(lambda line: not line.startswith("Điều"), text)
        grounds = [t for t in head if re.match(r"(- )?(Căn cứ|Xét|Theo đề nghị) ", t)]
        if PAPERS[paper].form == "decision":
            assert [t.startswith("- ") for t in grounds] == [layout is HD05] * len(grounds)
            ends = [";"] * (len(grounds) - 1) + [layout.ground_last]
            assert [t[-1] for t in grounds] == ends, sheet.name


@each_paper
def test_the_text_ends_as_its_system_asks(sheets, paper):
    for sheet, document in formal(sheets, paper):
        last = [p.text for p in document.paragraphs if p.text.strip()][-1]
        assert last.endswith(layout_of(sheet).text_end), sheet.name
        assert last.endswith("./.") == (sheet.system == "state"), sheet.name


@each_paper
def test_the_foot_has_recipients_left_and_one_signature_right(sheets, paper):
    for sheet, document in formal(sheets, paper):
        left, right = document.tables[-1].rows[0].cells
        recipients, signature = said(left), said(right)
        assert recipients[0] == "Nơi nhận:", sheet.name
        assert all(line.startswith("- ") for line in recipients[1:])
        assert recipients[-1].startswith("- Lưu")
        ends = [layout_of(sheet).item_end] * (len(recipients) - 2) + ["."]
        assert [line[-1] for line in recipients[1:]] == ends, sheet.name
        if PAPERS[paper].form == "decision":  # elsewhere an unknown name is a marked blank
            assert "[………]" not in signature[-1], sheet.name
        state = {"TM.", "KT.", "TL.", "TUQ."} & {line.split(" ")[0] for line in signature}
        party = {"T/M", "K/T", "T/L"} & {line.split(" ")[0] for line in signature}
        assert not (party if sheet.system == "state" else state), sheet.name


@each_paper
def test_the_body_is_justified_with_the_line_height_of_its_guide(sheets, paper):
    for sheet, document in formal(sheets, paper):
        exact = Pt(19) if sheet.system == "party" else None
        body = [p for p in document.paragraphs if p.alignment == 3 and p.text.strip()]
        assert body, sheet.name
        assert {p.paragraph_format.line_spacing for p in body} == {exact}, sheet.name
        assert all(p.paragraph_format.space_before >= Pt(6) for p in body), sheet.name
