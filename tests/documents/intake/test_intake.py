"""Files offered to the dossier: what is taken, and why the rest is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents.intake.intake import DOCX, LARGEST, inspect
from domain.errors import BadPaper


def docx(**parts: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in ({"word/document.xml": b"<w/>"} | parts).items():
            packed.writestr(name, content)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("giấy khám.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("ảnh.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("thẻ.png", b"\x89PNG\r\n\x1a\n...", "image/png"),
        ("Lý lịch.docx", docx(), DOCX),
        ("Thảo luận mặt trận.pdf", b"%PDF-1.4", "application/pdf"),
    ],
)
def test_honest_files_are_taken(name, content, media):
    assert inspect(name, content).media_type == media


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        pytest.param("a.pdf", b"", "empty", id="empty"),
        pytest.param("a.pdf", b"%PDF-" + b"0" * LARGEST, "too_large", id="over 50 MB"),
        pytest.param("a.exe", b"MZ", "unknown_kind", id="program"),
        pytest.param("a", b"%PDF-1.4", "unknown_kind", id="no ending"),
        pytest.param("a.pdf", b"PK\x03\x04", "not_what_it_says", id="another kind inside"),
        pytest.param("a.docx", b"PK\x03\x04 broken", "damaged", id="corrupt"),
        pytest.param("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "macros", id="macros"),
        pytest.param("a.docx", docx(**{"word/big.xml": b"0" * 30_000_000}), "zip_bomb", id="bomb"),
        pytest.param("../a.pdf", b"%PDF-1.4", "bad_name", id="path"),
        pytest.param("a\x00.pdf", b"%PDF-1.4", "bad_name", id="control character"),
        pytest.param("Kết luận (MẬT).pdf", b"%PDF-1.4", "secret", id="S-1 secrecy mark"),
        pytest.param("toi_mat-Tối Mật.pdf", b"%PDF-1.4", "secret", id="S-1 higher mark"),
    ],
)
def test_a_file_that_cannot_be_taken_says_which_rule(name, content, rule):
    with pytest.raises(BadPaper) as refused:
        inspect(name, content)
    assert refused.value.facts["rule"] == rule


def test_a_docx_without_a_document_is_damaged():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as packed:
        packed.writestr("other.xml", "x")
    with pytest.raises(BadPaper):
        inspect("a.docx", raw.getvalue())
