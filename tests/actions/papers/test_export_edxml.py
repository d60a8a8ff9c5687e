"""A signed State paper as .edxml: what is in it, and when it is refused."""

from __future__ import annotations

import base64
import io
import shutil
import zipfile
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from actions.papers.export_edxml import export_edxml
from actions.signing.sign_paper import SignatureWish, sign_paper
from cli.kit.session import act
from documents.edxml import NAMESPACE
from domain.errors import CannotExport, CannotRead
from domain.facts.signatures import SignatureOf
from regulations.catalogue import DATA, Catalogue
from tests.actions.decisions.test_void_number import STATE, issued_one
from tests.actions.signing.test_sign_paper import a_scan, keep
from tests.conftest import CATALOGUE
from tests.documents.keys import SoftKey, certified, seal_png, signature_png
from tests.looking import read, readings_of
from tests.moving import under
from tests.playing import PlayedCase

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)
PAPER = "decision_appoint"
IDS = {"HVHNT": "001.02.03.H99", "SVHTTDL": "002.02.03.H99", "BVHTTDL": "000.00.00.G99"}  # invented


@pytest.fixture
def app_with_ids(lite, tmp_path):
    """The same application where an administrator has filled in identifiers."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    file = data / "agencies.yaml"
    text = file.read_text("utf-8")
    for code, organ_id in IDS.items():
        text = text.replace(f"- code: {code}\n", f"- code: {code}\n  organ_id: {organ_id}\n")
    file.write_text(text, "utf-8")
    return under(lite, Catalogue(data))


@pytest.fixture
def signed(app_with_ids):
    app = app_with_ids
    play = issued_one(app, **STATE)
    for of, name, person, image in (
        (SignatureOf.PERSON, "Phan Văn Kiên", "phanvankien", signature_png()),
        (SignatureOf.BODY, "Hội thử", "dothithuy", seal_png()),
    ):
        wish = SignatureWish(paper=PAPER, of=of, image_name="ảnh.png", image=image)
        sign_paper(app, act("s", play.id, person, of), wish, SoftKey(certified(name)))
    return play


def exported(play, **more):
    return export_edxml(play.app, play.id, PAPER, person="dothithuy", **more)


def last_file(play):
    last = read(play.app.engine, lambda uow: uow.papers.of_case(play.id))[-1]
    return play.app.papers.get(last.content)


def said(root, path):
    return [found.text for found in root.findall(path, {"": NAMESPACE})]


def refused(kind, play, **more):
    with pytest.raises(kind) as said:
        exported(play, **more)
    return said.value.facts


def test_the_file_says_what_the_paper_says(signed):
    made = exported(signed)
    root = ElementTree.fromstring(made.content)
    head = "edXMLEnvelope/edXMLHeader/MessageHeader/"
    assert said(root, f"{head}DocumentId") == ["001.02.03.H99,2026/09/07,01/QĐ-HVHNT"]
    assert said(root, f"{head}Code/*") == ["01", "QĐ-HVHNT"]
    assert said(root, f"{head}From/OrganName") == ["Hội Văn học - Nghệ thuật tỉnh Đắk Lắk"]
    assert set(said(root, f"{head}To/OrganId")) == {"002.02.03.H99", "000.00.00.G99"}
    assert said(root, f"{head}SignerInfo/*") == [None, "CHỦ TỊCH", "Phan Văn Kiên"]
    assert said(root, f"{head}Subject") == ["Về việc bổ nhiệm Tổng Biên tập Tạp chí Chư Yang Sin"]
    pages = PdfReader(io.BytesIO(last_file(signed))).pages
    assert said(root, f"{head}OtherInfo/PageAmount") == [str(len(pages))]
    trace = "edXMLEnvelope/edXMLHeader/TraceHeaderList/"
    assert said(root, f"{trace}TraceHeader/Timestamp") == ["2026/09/07 12:00:00"]
    assert made.to == ("BVHTTDL", "SVHTTDL")


def test_the_attachment_is_the_signed_file_byte_for_byte(signed):
    root = ElementTree.fromstring(exported(signed).content)
    (packed,) = said(root, "AttachmentEncoded/Attachment/ContentTransferEncoded")
    with zipfile.ZipFile(io.BytesIO(base64.b64decode(packed))) as archive:
        (name,) = archive.namelist()
        content = archive.read(name)
    assert content == last_file(signed)
    assert exported(signed).content == exported(signed).content


def test_who_took_the_file_is_recorded(signed):
    exported(signed, send_to=["SVHTTDL"])
    (reading,) = readings_of(signed.app, signed.id)
    assert (reading.person, reading.how) == ("dothithuy", "edxml")


def test_a_body_without_identifier_is_named_and_none_is_invented(signed):
    facts = refused(CannotExport, signed, send_to=["UBND"])
    assert facts == {"rule": "no_organ_id", "agencies": ["UBND"]}
    assert all(not body.organ_id for body in CATALOGUE.agencies.by_code.values())


def test_who_has_no_part_in_the_case_gets_no_file(signed):
    with pytest.raises(CannotRead):
        export_edxml(signed.app, signed.id, PAPER, person="hoangngocson")


def test_a_party_paper_is_refused(lite):
    play = issued_one(lite)
    with pytest.raises(CannotExport) as refusal:
        export_edxml(lite, play.id, PAPER, person="lethuha")
    assert refusal.value.facts == {"rule": "party_paper", "issuer": "TU"}


def test_a_paper_not_issued_or_not_signed_twice_is_refused(lite):
    from tests.actions.decisions.test_issue import at_decision

    assert refused(CannotExport, at_decision(lite, **STATE))["rule"] == "not_issued"
    play = issued_one(lite, **STATE, act_id="two")
    assert refused(CannotExport, play)["rule"] == "not_signed"
    keep(play, a_scan(), by="dothithuy")
    assert refused(CannotExport, PlayedCase(lite, play.id))["rule"] == "not_signed"
