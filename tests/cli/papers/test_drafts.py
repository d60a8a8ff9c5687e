"""Commands on one draft: preview, pdf, upload, template, compare, versions."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from docx import Document

import bootstrap
from documents.export.pdf import Office
from tests.actions.papers.test_upload_draft import at_decision, current, edited_in_word
from tests.cli.typing_commands import answer
from tests.documents.export.test_pdf import program
from tests.documents.own_template.test_own_template import template
from tests.playing import opened

PAPER = "decision_appoint"
AS = ("--as", "lethuha")


@pytest.fixture
def play(lite):
    return at_decision(lite)


def test_a_draft_is_previewed_without_libreoffice(terminal, play, tmp_path):
    page = tmp_path / "page.html"
    code, out, _ = terminal("documents", "preview", play.id, PAPER, *AS, "--to", str(page))
    assert (code, "mã băm" in out) == (0, True)
    assert "Y Thông Êban" in page.read_text("utf-8")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_a_draft_becomes_a_pdf(terminal, play, tmp_path):
    to = tmp_path / "page.pdf"
    answer(terminal, "documents", "pdf", play.id, PAPER, *AS, "--archive", "--to", str(to))
    assert b"pdfaid:part" in to.read_bytes()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        pytest.param("", "không có LibreOffice", id="absent"),
        pytest.param("sleep 600", "không xong trong 1 giây", id="hanging"),
        pytest.param("exit 0", "không tạo ra tệp nào", id="nothing written"),
    ],
)
def test_a_failing_libreoffice_is_explained_in_vietnamese_and_the_draft_stays(
    terminal, play, monkeypatch, tmp_path, script, said
):
    named = program(tmp_path, script) if script else "no-such-office"
    bare = replace(play.app, office=Office(named, timeout=timedelta(seconds=1)))
    monkeypatch.setattr(bootstrap, "app", lambda: bare)
    before = current(play, PAPER)
    code, _, err = terminal("documents", "pdf", play.id, PAPER, *AS)
    assert (code, said in err.replace("\n", " ")) == (1, True)
    assert current(play, PAPER) == before


def test_upload_compare_and_versions_tell_one_story(terminal, play, tmp_path):
    file = tmp_path / "sửa lần 1.docx"
    file.write_bytes(edited_in_word(current(play, PAPER)))
    code, out, err = terminal("documents", "upload", play.id, PAPER, str(file), *AS)
    assert code == 0, err
    assert "sửa chữ" in out

    (change,) = answer(terminal, "documents", "compare", play.id, PAPER, "1", "2", *AS)
    assert (change["kind"], "chế độ theo quy định" in change["after"]) == ("text", True)
    one, two = answer(terminal, "documents", "versions", play.id, PAPER)
    assert (one["by"], two["by"], two["name"]) == ("", "lethuha", "sửa lần 1.docx")
    assert [r["how"] for r in one["readers"]] == ["compare"]

    code, out, _ = terminal("documents", "versions", play.id)
    assert "Lê Thu Hà" in out.replace("\n", " ")


def test_a_refused_upload_says_why_in_vietnamese(terminal, play, tmp_path):
    file = tmp_path / "hỏng.docx"
    file.write_bytes(b"PK\x03\x04 broken")
    code, _, err = terminal("documents", "upload", play.id, PAPER, str(file), *AS)
    assert (code, "tệp hỏng" in err) == (1, True)
    code, _, err = terminal("documents", "upload", play.id, PAPER, str(tmp_path / "x"), *AS)
    assert (code, "Không tìm thấy tệp" in err) == (1, True)


def test_an_agency_uses_its_own_template(terminal, play, tmp_path):
    file = tmp_path / "mẫu.docx"
    file.write_bytes(template("{{ number }}", "{{ place_date }}", "Bổ nhiệm {{ name }}."))
    done = answer(terminal, "documents", "template", play.id, PAPER, str(file), *AS)
    assert done["receipt"]["facts"][0]["number"] == 2

    file.write_bytes(template("{{ number }}", "{{ place_date }}", "{{ luong }}"))
    code, _, err = terminal("documents", "template", play.id, PAPER, str(file), *AS)
    assert (code, "luong" in err) == (1, True)


def test_a_version_that_is_not_there_is_said(terminal, play):
    code, _, err = terminal("documents", "preview", play.id, PAPER, *AS, "--number", "9", "--json")
    assert (code, err) == (3, "")
    assert json.loads(terminal("documents", "versions", play.id, "x", "--json")[1]) == []


def test_a_paper_of_the_step_is_listed_and_drafted_on_request(terminal, lite):
    play = opened(lite)
    play.until("dossier_in")
    code, out, _ = terminal("documents", "list", play.id)
    assert (code, "dossier_list (Bảng kê hồ sơ)" in out) == (0, True)

    made = answer(terminal, "documents", "draft", play.id, "dossier_list", *AS)
    assert (made["number"], made["new"]) == (1, True)
    code, out, _ = terminal("documents", "draft", play.id, "dossier_list", *AS)
    assert (code, "Dữ liệu chưa thay đổi" in out) == (0, True)
    code, _, err = terminal("documents", "draft", play.id, "ballot_slip", *AS)
    assert (code, "--paper: cv_summary, dossier_list" in err) == (1, True)


def test_lint_passes_our_draft_and_names_the_flaw_of_an_edited_one(terminal, play, tmp_path):
    code, out, _ = terminal("documents", "lint", play.id, PAPER, *AS)
    assert (code, "lưu ý" in out, "lỗi" in out) == (0, True, False)

    file = tmp_path / "sửa.docx"
    document = Document(io.BytesIO(current(play, PAPER)))
    line = next(p for p in document.paragraphs if "05\u00a0năm" in p.text or "05 năm" in p.text)
    line.runs[-1].text = line.runs[-1].text.replace("05 năm", "05 (sáu) năm")
    document.save(file)
    answer(terminal, "documents", "upload", play.id, PAPER, str(file), *AS)

    code, out, _ = terminal("documents", "lint", play.id, PAPER, *AS)
    assert (code, "số viết bằng chữ" in out, "05 (năm)" in out) == (1, True, True)
    code, out, _ = terminal("documents", "lint", play.id, PAPER, *AS, "--json")
    assert [f["right"] for f in json.loads(out) if not f["hint"]] == ["05 (năm)"]
    assert terminal("documents", "lint", play.id, PAPER, *AS, "--number", "1")[0] == 0
    one, two = answer(terminal, "documents", "versions", play.id, PAPER)
    assert {r["how"] for r in (*one["readers"], *two["readers"])} == {"lint"}


def test_a_stranger_may_not_lint(terminal, play):
    code, _, err = terminal("documents", "lint", play.id, PAPER, "--as", "ythongeban")
    assert (code, "không được tham gia" in err) == (1, True)
