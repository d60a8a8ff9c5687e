"""PAdES signatures on a real PDF: where the images stand, what holds, what is refused."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime

import pdfplumber
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from documents.export.pdf import Office
from documents.render import render
from documents.signing.sign_images import POINTS, read_image
from documents.signing.signatures import read_signatures
from documents.signing.signing import Signing, sign
from documents.signing.trust import NOBODY, Trust, load_trust
from domain.errors import BadInput, BadPaper, CannotSign
from domain.facts.signatures import SignatureOf
from tests.documents.keys import SoftKey, certified, png, revoking, seal_png, signature_png

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)
AT = datetime(2026, 9, 7, 5, tzinfo=UTC)
SIGNER = {"party": "Y Moan Êban", "state": "Phan Văn Kiên"}
PERSON, BODY = SignatureOf.PERSON, SignatureOf.BODY


@pytest.fixture(scope="module")
def root():
    return certified("Nơi cấp chứng thư thử nghiệm", ca=True)


@pytest.fixture(scope="module")
def keys(root):
    """Names → key holders, each certified by the root."""
    return {name: SoftKey(certified(name, root)) for name in (*SIGNER.values(), "Cơ quan thử")}


@pytest.fixture
def pdf(request, kind):
    file = request.getfixturevalue(f"{kind}_file")
    docx = render(file, "decision_appoint", step="decision").content
    return Office().pdf(docx, archive=True)


def person(pdf, holder, signer, *, image=None, at=AT, check=lambda _: None):
    shown = read_image("ký.png", image or signature_png(), PERSON)
    return sign(pdf, holder, Signing(PERSON, shown, "ký.png", signer, at), check)[0]


def body(pdf, holder, *, image=None, at=AT):
    shown = read_image("dấu.png", image or seal_png(), BODY)
    return sign(pdf, holder, Signing(BODY, shown, "dấu.png", "", at), lambda _: None)[0]


def both(pdf, keys, kind):
    first = person(pdf, keys[SIGNER[kind]], SIGNER[kind])
    return body(first, keys["Cơ quan thử"])


def roots(root):
    return Trust((root.certificate,))


@pytest.mark.parametrize("kind", ["party", "state"])
def test_two_signatures_hold_and_the_paper_stays_an_archive_paper(pdf, keys, kind, root):
    signed = both(pdf, keys, kind)
    found = read_signatures("x.pdf", signed, roots(root))
    assert [(s.certificate.name, s.holds, s.trusted) for s in found] == [
        (SIGNER[kind], True, True),
        ("Cơ quan thử", True, True),
    ]
    assert found[0].at.isoformat() == "2026-09-07T12:00:00+07:00"
    assert signed.startswith(pdf)  # an update: what was signed first is still there, byte for byte
    assert b"pdfaid:part" in signed


@pytest.mark.parametrize("kind", ["party", "state"])
def test_the_signature_stands_between_title_and_name_and_the_seal_over_its_left_third(
    pdf, keys, kind
):
    with pdfplumber.open(io.BytesIO(both(pdf, keys, kind))) as opened:
        page = opened.pages[-1]
        signature, seal = ({k: float(v) for k, v in a.items() if k in BOX} for a in page.annots)
        words = [w for w in page.extract_words() if w["x0"] > page.width * 0.55]
        name = [w for w in words if w["text"] in SIGNER[kind].split()][-3:]
        title = max(w["bottom"] for w in words if w["bottom"] < name[0]["top"])
    centre = (name[0]["x0"] + name[-1]["x1"]) / 2
    assert (signature["x0"] + signature["x1"]) / 2 == pytest.approx(centre, abs=2)
    assert title - 1 <= signature["top"] < signature["bottom"] <= name[0]["top"] + 1
    third = (signature["x1"] - signature["x0"]) / 3
    assert seal["x1"] == pytest.approx(signature["x0"] + third, abs=1.5)
    assert (seal["x1"] - seal["x0"]) / POINTS == pytest.approx(36, abs=0.5)  # 425 dots at 300 dpi


BOX = ("x0", "x1", "top", "bottom")


@pytest.mark.parametrize("kind", ["state"])
def test_another_program_agrees(pdf, keys, kind, tmp_path):
    if shutil.which("pdfsig") is None:
        pytest.skip("no pdfsig on this machine")
    file = tmp_path / "signed.pdf"
    file.write_bytes(both(pdf, keys, kind))
    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=True)
    assert told.stdout.count("Signature is Valid") == 2
    assert "ETSI.CAdES.detached" in told.stdout


@pytest.mark.parametrize("kind", ["party"])
def test_one_changed_byte_is_found(pdf, keys, kind):
    altered = bytearray(both(pdf, keys, kind))
    altered[2000] ^= 1
    assert [s.intact for s in read_signatures("x.pdf", bytes(altered))] == [False, False]


@pytest.mark.parametrize("kind", ["party"])
def test_a_page_added_after_signing_is_found(pdf, keys, kind):
    writer = IncrementalPdfFileWriter(io.BytesIO(both(pdf, keys, kind)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page["/Rotate"] if "/Rotate" in page else page["/MediaBox"][0]
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    found = read_signatures("x.pdf", out.getvalue())
    assert [(s.intact, s.unchanged, s.holds) for s in found] == [(True, False, False)] * 2


@pytest.mark.parametrize("kind", ["party"])
def test_a_certificate_of_a_stranger_is_not_trusted(pdf, keys, kind, root):
    stranger = SoftKey(certified(SIGNER[kind], certified("Nơi cấp lạ", ca=True)))
    signed = person(pdf, stranger, SIGNER[kind])
    (found,) = read_signatures("x.pdf", signed, roots(root))
    assert (found.trusted, found.holds) == (False, False)
    assert read_signatures("x.pdf", signed)[0].trusted is None


@pytest.mark.parametrize("kind", ["party"])
@pytest.mark.parametrize(
    ("at", "rule"),
    [
        (datetime(2028, 1, 2, tzinfo=UTC), "expired"),
        (datetime(2025, 6, 1, tzinfo=UTC), "not_yet_valid"),
    ],
)
def test_a_certificate_not_valid_today_signs_nothing(pdf, keys, kind, at, rule):
    with pytest.raises(CannotSign) as refused:
        person(pdf, keys[SIGNER[kind]], SIGNER[kind], at=at)
    assert refused.value.facts["rule"] == rule


@pytest.mark.parametrize("kind", ["party"])
def test_the_certificate_is_looked_at_before_the_key_is_used(pdf, keys, kind):
    def refuse(_certificate):
        raise CannotSign(rule="other_name", name="", signer="")

    with pytest.raises(CannotSign):
        person(pdf, keys[SIGNER[kind]], SIGNER[kind], check=refuse)


@pytest.mark.parametrize("kind", ["party"])
def test_a_paper_without_the_signers_name_has_no_place_to_sign(pdf, keys, kind):
    with pytest.raises(CannotSign) as refused:
        person(pdf, keys[SIGNER[kind]], "Người Không Có Tên")
    assert refused.value.facts["rule"] == "no_place"


def test_a_broken_file_is_refused_and_an_unsigned_one_has_no_signature():
    with pytest.raises(BadPaper):
        read_signatures("x.pdf", b"%PDF-1.7 broken")


def test_roots_are_read_from_a_file_or_a_folder(tmp_path, root):
    (tmp_path / "a.der").write_bytes(root.certificate)
    (tmp_path / "b.crl").write_bytes(revoking(root))
    assert load_trust(tmp_path) == Trust((root.certificate,), (revoking(root),))
    assert load_trust(tmp_path / "a.der") == Trust((root.certificate,))
    (tmp_path / "b.pem").write_bytes(b"garbage")
    with pytest.raises(BadInput):
        load_trust(tmp_path)
    assert load_trust(None) == NOBODY


BAD = [
    (PERSON, b"GIF89a", "image_not_png"),
    (PERSON, signature_png()[:200], "image_broken"),
    (PERSON, b"\x89PNG\r\n\x1a\n" + b"x" * 6_000_000, "image_not_png"),
    (PERSON, signature_png(ground=(255, 255, 255, 255)), "image_not_transparent"),
    (PERSON, png((0, 0, 0, 255)), "image_not_blue"),
    (PERSON, png((0, 0, 0, 0)), "image_not_blue"),
    (BODY, signature_png(), "image_not_red"),
    (BODY, seal_png(dpi=None), "seal_without_size"),
    (BODY, seal_png(dpi=96), "seal_size"),
]


@pytest.mark.parametrize(("of", "content", "rule"), BAD, ids=[rule for *_, rule in BAD])
def test_an_image_that_breaks_the_rules_is_refused(of, content, rule):
    with pytest.raises(CannotSign) as refused:
        read_image("ảnh.png", content, of)
    assert refused.value.facts["rule"] == rule
