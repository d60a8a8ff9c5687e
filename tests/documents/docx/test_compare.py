"""Which blocks changed between two versions: words, look, or both; and what is no change."""

from __future__ import annotations

import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.shared import Pt

from documents.content.catalogue import PAPERS
from documents.docx.compare import compare
from documents.docx.word_text import pieces
from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.own_template.fill import check_fillable
from documents.render import render

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def docx(party_file):
    return render(party_file, "decision_appoint", step="decision").content


def changed(content, change):
    document = Document(io.BytesIO(content))
    change(document)
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def line(document, start):
    return next(p for p in document.paragraphs if p.text.startswith(start))


def test_a_file_saved_again_is_no_change(docx):
    assert compare(docx, changed(docx, lambda _: None)) == ()


def test_runs_that_word_cuts_by_itself_are_no_change(docx):
    def cut(document):
        run = line(document, "Điều\u00a02").runs[1]
        rest = run.text[10:]
        run.text = run.text[:10]
        second = line(document, "Điều\u00a02").add_run(rest)
        second.font.size, second.bold = run.font.size, run.bold
        second.italic, second.underline = run.italic, run.underline

    assert compare(docx, changed(docx, cut)) == ()


def test_a_page_number_counted_by_word_is_no_change(docx):
    def count(document):
        ends = document.sections[0].header.paragraphs[0].runs[-1]._r
        for xml in (
            f'<w:r {W}><w:fldChar w:fldCharType="separate"/></w:r>',
            f"<w:r {W}><w:t>3</w:t></w:r>",
        ):
            ends.addprevious(parse_xml(xml))

    assert compare(docx, changed(docx, count)) == ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_a_file_saved_by_another_program_is_no_change(docx, tmp_path):
    source = tmp_path / "in.docx"
    source.write_bytes(docx)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            tmp_path / "out",
            source,
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    saved = (tmp_path / "out" / "in.docx").read_bytes()
    check_draft(SentFile("in.docx", saved))
    check_fillable("in.docx", saved, PAPERS["decision_appoint"])
    assert compare(docx, saved) == ()


def test_changed_words_are_shown_in_their_block(docx):
    def edit(document):
        run = line(document, "Điều\u00a01").runs[1]
        run.text = run.text.replace("05 năm", "03 năm")

    (change,) = compare(docx, changed(docx, edit))
    assert change.kind == "text"
    assert [(w.kind, w.text) for w in change.words if w.kind != "kept"] == [
        ("removed", "05"),
        ("added", "03"),
    ]
    assert "".join(w.text for w in change.words if w.kind != "removed") == change.after


@pytest.mark.parametrize(
    "restyle",
    [
        pytest.param(lambda p: setattr(p.runs[1], "bold", True), id="weight"),
        pytest.param(lambda p: setattr(p.runs[1].font, "size", Pt(8)), id="size"),
        pytest.param(lambda p: setattr(p.runs[1].font, "hidden", True), id="hidden"),
        pytest.param(lambda p: setattr(p, "alignment", 1), id="alignment"),
        pytest.param(lambda p: setattr(p.paragraph_format, "left_indent", Pt(40)), id="indent"),
        pytest.param(lambda p: setattr(p.paragraph_format, "space_before", Pt(40)), id="spacing"),
    ],
)
def test_a_changed_look_alone_is_a_change(docx, restyle):
    (change,) = compare(docx, changed(docx, lambda d: restyle(line(d, "Điều\u00a02"))))
    assert change.kind == "look"
    assert change.before != change.after


def test_a_look_that_comes_from_a_style_is_seen(docx):
    def strong(document):
        style = document.styles.add_style("Mạnh", 2)
        style.font.bold, style.font.underline = True, True
        run = line(document, "Điều\u00a02").runs[1]
        run.bold = run.underline = None
        run.style = style

    (change,) = compare(docx, changed(docx, strong))
    assert (change.kind, "[14BU]" in change.after) == ("look", True)


def test_styles_that_go_in_circles_are_read_all_the_same(docx):
    def circle(document):
        style = document.styles["Normal"]
        style.base_style = style

    assert compare(docx, changed(docx, circle)) == ()


def test_blocks_added_and_removed_are_told_apart(docx):
    def edit(document):
        gone = line(document, "Điều\u00a02")
        gone._p.getparent().remove(gone._p)
        line(document, "- Căn cứ Luật Báo chí").insert_paragraph_before("Câu xen vào.")

    kinds = [(c.kind, (c.before or c.after)[:8]) for c in compare(docx, changed(docx, edit))]
    assert kinds == [("added", "Câu xen "), ("removed", "Điều\u00a02. ")]


def test_a_change_in_a_table_says_where(docx):
    def edit(document):
        cell = document.tables[1].rows[0].cells[1]
        cell.paragraphs[0].runs[0].text = "T/M BAN BÍ THƯ"

    (change,) = compare(docx, changed(docx, edit))
    assert change.place == (2, 1, 2)


def test_a_table_put_in_above_changes_no_table_below_it(docx):
    def edit(document):
        table = document.add_table(rows=1, cols=1)
        table.cell(0, 0).text = "Bảng mới"
        line(document, "QUYẾT ĐỊNH")._p.addprevious(table._tbl)

    assert [(c.kind, c.after) for c in compare(docx, changed(docx, edit))] == [
        ("added", "Bảng mới")
    ]


@pytest.mark.parametrize("where", ["text box", "content control", "footer", "header"])
def test_text_slipped_in_beside_the_body_is_seen(docx, where):
    secret = f"<w:p {W}><w:r><w:t>Chữ giấu</w:t></w:r></w:p>"

    def edit(document):
        match where:
            case "text box":
                box = f"<w:r {W}><w:pict><w:txbxContent>{secret}</w:txbxContent></w:pict></w:r>"
                line(document, "Điều\u00a02")._p.append(parse_xml(box))
            case "content control":
                control = f"<w:sdt {W}><w:sdtContent>{secret}</w:sdtContent></w:sdt>"
                line(document, "Điều\u00a02")._p.addnext(parse_xml(control))
            case "footer":
                document.sections[0].footer.paragraphs[0].text = "Chữ giấu"
            case "header":
                document.sections[0].header.paragraphs[0].add_run("Chữ giấu")

    found = compare(docx, changed(docx, edit))
    assert any(change.kind == "added" and "Chữ giấu" in change.after for change in found)


def test_marks_written_apart_are_read_as_one_letter():
    document = Document()
    document.add_paragraph("Đa\u0306\u0301k")
    raw = io.BytesIO()
    document.save(raw)
    assert pieces(raw.getvalue())[0].text == "Đắk"
