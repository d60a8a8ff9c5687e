"""One check of a file for every door: what it is, that it opens, that nothing in it acts."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from documents.intake.kinds import MEDIA, FileKind
from documents.intake.readable import DOSSIER, DRAFT, LARGEST, SHEET, SIGNED, read_file
from documents.intake.sent_file import SentFile
from documents.intake.text_file import read_yaml
from domain.errors import BadPaper
from tests.documents.intake.corpus import FILES, OK, PDF, locked, picture, several

DOORS = {"dossier": DOSSIER, "signed": SIGNED, "draft": DRAFT, "import": SHEET}
ANY = DOSSIER | SHEET


def verdict(name: str, content: bytes, takes: frozenset[FileKind] = ANY) -> str:
    try:
        read_file(SentFile(name, content), takes)
    except BadPaper as refused:
        return str(refused.facts["rule"])
    return OK


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_taken_or_refused_by_name(name):
    make, expected = FILES[name]
    assert verdict(name, make()) == expected


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("takes", DOORS.values(), ids=DOORS.keys())
def test_a_door_that_takes_the_kind_says_the_same(name, takes):
    make, expected = FILES[name]
    said = verdict(name, make(), takes)
    assert said in (expected, "other_kind")
    if said == "other_kind" != expected:
        assert verdict(name, make(), ANY) == expected


def test_a_refusal_says_what_the_file_is():
    with pytest.raises(BadPaper) as refused:
        read_file(SentFile("cu.docx", FILES["cu.docx"][0]()), DRAFT)
    assert refused.value.facts["found"] == FileKind.OLD_WORD


def test_a_large_file_is_not_opened():
    assert verdict("a.pdf", b"%PDF-" + b"0" * LARGEST) == "too_large"


@pytest.mark.parametrize(
    ("name", "kept", "kind"),
    [
        ("dien-thoai.heic", "dien-thoai.jpg", FileKind.JPEG),
        ("dien-thoai.jpg", "dien-thoai.jpg", FileKind.JPEG),
        ("zalo.webp", "zalo.jpg", FileKind.JPEG),
        ("quet.tif", "quet.jpg", FileKind.JPEG),
        ("quet-ba-trang.tif", "quet-ba-trang.pdf", FileKind.PDF),
        ("anh-khac-ten.jpg", "anh-khac-ten.png", FileKind.PNG),
    ],
)
def test_a_picture_is_kept_as_every_program_shows_it(name, kept, kind):
    sent = SentFile(name, FILES[name][0]())
    found = read_file(sent, DOSSIER)
    assert (found.name, found.media_type) == (kept, MEDIA[kind])
    assert verdict(kept, found.content) == OK
    assert found.original in (b"", sent.content)
    assert bool(found.original) == (name != "anh-khac-ten.jpg")
    assert read_file(sent, DOSSIER) == found  # the same bytes again: the same act


def test_every_page_of_a_scan_is_kept():
    found = read_file(SentFile("a.tif", several()), DOSSIER)
    assert found.pages == 3
    assert len(PdfReader(io.BytesIO(found.content)).pages) == 3


def test_a_telephones_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    sent = SentFile("a.webp", picture("WEBP", (60, 40), exif=exif))
    with Image.open(io.BytesIO(read_file(sent, DOSSIER).content)) as upright:
        assert upright.size == (40, 60)


@pytest.mark.parametrize("user", ["", "x"])
def test_a_lock_against_printing_is_no_password(user):
    assert verdict("a.pdf", locked(user)) == ("password" if user else OK)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lý lịch Nguyễn Văn An.pdf", OK),
        ("Cam kết bảo mật thông tin.pdf", OK),
        ("hồ sơ mật độ dân số.pdf", OK),
        ("Thảo luận mặt trận.pdf", OK),
        ("Lý lịch Nguyễn Văn Mật.pdf", "maybe_secret"),
        ("NGUYỄN VĂN MẬT.pdf", "maybe_secret"),
        ("Lý lịch LÊ VĂN MẬT.pdf", "maybe_secret"),
        ("tài liệu mật.pdf", "maybe_secret"),
        ("M ậ t.pdf", "secret"),
        ("TUYET MAT.pdf", "maybe_secret"),
        ("bao cao (MAT).pdf", "maybe_secret"),
        ("Kết luận (MẬT).pdf", "secret"),
        ("Kết luận (mật).pdf", "secret"),
        ("Kết luận MẬT.pdf", "secret"),
        ("Kết_luận_MẬT.pdf", "secret"),
        ("MẬT - Báo cáo.pdf", "secret"),
        ("Báo cáo - Mật.pdf", "secret"),
        ("toi_mat-Tối Mật.pdf", "secret"),
        ("tuye\u0323\u0302t ma\u0323\u0302t.pdf", "secret"),
        ("T\u200bối m\u200bật.pdf", "secret"),
        ("độ mật.pdf", "secret"),
        ("../a.pdf", "bad_name"),
        ("a\x00.pdf", "bad_name"),
        ("...", "bad_name"),
    ],
)
def test_a_mark_of_secrecy_is_a_lock_and_a_bare_word_asks(name, said):
    assert verdict(name, PDF) == said
    if said in (OK, "maybe_secret"):
        assert read_file(SentFile(name, PDF, not_secret=True), DOSSIER).name == name
    else:
        with pytest.raises(BadPaper):
            read_file(SentFile(name, PDF, not_secret=True), DOSSIER)


def test_a_record_is_plain_values():
    assert read_yaml(SentFile("a.yaml", b"services: []")) == {"services": []}
    for content in (b"a: &x [1]\nb: *x", b"\xff\xfea\x00", b"a: [", "a: Họ".encode("utf-16"), b""):
        with pytest.raises(BadPaper):
            read_yaml(SentFile("a.yaml", content))
