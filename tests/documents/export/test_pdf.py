"""PDF by the real LibreOffice, believed only after a look; and what is said when it fails."""

from __future__ import annotations

import io
import shutil
import stat
import unicodedata
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from docx import Document

from documents.export.pdf import Office
from documents.export.printed import check_pdf
from documents.render import render
from domain.errors import NoPdf
from tests.documents.reading import STEPS
from tests.playing import together

real = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
MM = 72 / 25.4


def draft(file, paper="decision_appoint"):
    return render(file, paper, step=STEPS[paper]).content


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "".join(page.extract_text() for page in opened.pages).replace("\xa0", " ")


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def rule_of(office, docx):
    with pytest.raises(NoPdf) as refused:
        office.pdf(docx)
    return refused.value.facts["rule"]


@real
@pytest.mark.parametrize(
    ("kind", "sizes"), [("party", {12, 14, 15, 16}), ("state", {11, 12, 13, 14})]
)
def test_the_page_has_the_margins_and_sizes_of_its_regime(request, kind, sizes):
    pdf = Office().pdf(draft(request.getfixturevalue(f"{kind}_file")))
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        letters = [c for page in opened.pages for c in page.chars if c["text"].strip()]
    assert min(c["x0"] for c in letters) / MM == pytest.approx(30, abs=0.5)
    assert max(c["x1"] for c in letters) / MM <= 195.1
    assert {round(c["size"]) for c in letters} <= sizes


@real
def test_a_pdf_for_the_archive_says_that_it_is_pdf_a_2b(party_file):
    pdf = Office().pdf(draft(party_file), archive=True)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf
    assert b"/StructTreeRoot" in pdf  # tagged


@real
def test_several_papers_in_one_start_come_back_in_order(party_file):
    papers = [draft(party_file), draft(party_file, "notice"), draft(party_file, "appraisal")]
    shown = [text_of(pdf) for pdf in Office().pdfs(papers)]
    for word, text in zip(("QUYẾT ĐỊNH", "THÔNG BÁO", "BÁO CÁO"), shown, strict=True):
        assert word in text


@real
def test_two_conversions_at_the_same_instant_both_succeed(party_file):
    docx = draft(party_file, "notice")
    results = together([lambda: Office().pdf(docx)] * 2)
    assert [check_pdf(pdf, title="THÔNG BÁO") for pdf in results] == [1, 1]


@real
def test_hard_names_reach_the_page_whole_and_precomposed(party_file):
    name = unicodedata.normalize("NFD", "Nguyễn & Đắk <Lắk> Ẫn")
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    text = text_of(Office().pdf(draft(file)))
    assert unicodedata.is_normalized("NFC", text)
    assert unicodedata.normalize("NFC", name) in text.replace("\n", " ")


@real
def test_an_emoji_and_ten_thousand_letters_do_not_stop_the_pdf(lite):
    from actions.cases.case_files import case_file
    from tests.playing import at_opinions

    play = at_opinions(lite)
    play.sign("UBKTTU", "disagree", reason="Ý kiến 😀 dài. " * 720)
    file = case_file(lite, play.id)
    docx = render(file, "opinions_report", step="opinions_report").content
    assert check_pdf(Office().pdf(docx), title="TỜ TRÌNH") >= 4


@pytest.mark.skipif(not shutil.which("fc-match"), reason="no fontconfig on this machine")
@real
def test_g10_a_machine_without_the_typeface_says_so_before_the_first_paper(
    party_file, tmp_path, monkeypatch
):
    """G10: a clean machine without the glyphs: told by `status` before anything is made, and no
    paper with boxes in it leaves. (Names with every mark: test_hard_names…)"""
    assert Office().prints_fit
    fonts = Path("/usr/share/fonts/truetype/dejavu")
    if not fonts.is_dir():
        pytest.skip("no DejaVu fonts to fall back to on this machine")
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    assert Office().typeface.startswith("DejaVu")
    assert not Office().prints_fit
    assert rule_of(Office(), draft(party_file)) == "fonts"


def test_a_machine_without_libreoffice_says_so(party_file):
    assert rule_of(Office("no-such-office"), draft(party_file)) == "absent"


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        pytest.param("exit 0", "no_output", id="ends well and writes nothing"),
        pytest.param('for f; do :; done; echo hi > "${f%.docx}.pdf"', "not_a_pdf", id="text"),
        pytest.param('for f; do :; done; echo %PDF-1.7 > "${f%.docx}.pdf"', "not_a_pdf", id="stub"),
    ],
)
def test_what_libreoffice_leaves_is_looked_at(party_file, tmp_path, script, rule):
    assert rule_of(Office(program(tmp_path, script)), draft(party_file)) == rule


@real
def test_a_pdf_of_another_text_is_not_believed(party_file):
    other = Document()
    other.add_paragraph("Trang khác")
    raw = io.BytesIO()
    other.save(raw)
    with pytest.raises(NoPdf) as refused:
        check_pdf(Office().pdf(draft(party_file)), title="Trang khác")
    assert refused.value.facts["rule"] == "title_missing"


def test_a_damaged_docx_is_said_to_be_unreadable():
    assert rule_of(Office(shutil.which("true") or "sh"), b"PK\x03\x04 broken") == "unreadable"
