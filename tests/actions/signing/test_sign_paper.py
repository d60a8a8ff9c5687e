"""Signing an issued paper: who, in which order, with which certificate; and copies from outside."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter

from actions.execute import Act
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from actions.signing.sign_paper import SignatureWish, sign_paper
from documents.export.pdf import Office
from documents.intake.sent_file import SentFile
from documents.signing.signatures import read_signatures
from domain.errors import (
    ActIdReused,
    BadPaper,
    CannotSign,
    CannotVoid,
    NoPdf,
    NotAllowed,
    NotYourTask,
    SelfApproval,
)
from domain.facts.signatures import PaperSigned, SignatureOf, SignedCopyKept
from models.audit import audit_log
from tests.actions.decisions.test_void_number import issued_one, void
from tests.documents.keys import SoftKey, certified, seal_png, signature_png
from tests.looking import read

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)
PAPER = "decision_appoint"
PERSON, BODY = SignatureOf.PERSON, SignatureOf.BODY
LEADER, CLERK = "ymoaeban", "nguyenthilan"


@pytest.fixture(scope="module")
def keys():
    return {name: SoftKey(certified(name)) for name in ("Y Moan Êban", "Tỉnh ủy thử", "Người Khác")}


def put(play, of, holder, *, by=None, act_id=None, image=None):
    image = image or (signature_png() if of == PERSON else seal_png())
    wish = SignatureWish(paper=PAPER, of=of, image_name="ảnh.png", image=image)
    person = by or (LEADER if of == PERSON else CLERK)
    return sign_paper(
        play.app, Act(act_id=act_id or f"sign:{of}", case_id=play.id, person=person), wish, holder
    )


def papers(play, role="signed"):
    return [
        p for p in read(play.app.engine, lambda uow: uow.papers.of_case(play.id)) if p.role == role
    ]


def refused(kind, *args, **more):
    with pytest.raises(kind) as said:
        put(*args, **more)
    return said.value.facts.get("rule")


def test_g11_the_leader_signs_then_the_body_and_the_chain_covers_both_files(app, keys):
    play = issued_one(app)
    first = put(play, PERSON, keys["Y Moan Êban"]).facts[0]
    second = put(play, BODY, keys["Tỉnh ủy thử"]).facts[0]
    assert isinstance(second, PaperSigned)
    assert (first.on, second.on) == (papers(play, "final")[-1].content, first.content)
    assert [p.content for p in papers(play)] == [first.content, second.content]
    found = read_signatures("x", app.papers.get(second.content))
    assert [s.certificate.name for s in found] == ["Y Moan Êban", "Tỉnh ủy thử"]
    assert all(s.holds for s in found)
    assert read(app.engine, lambda uow: audit_log.verify(uow.connection)) == []


def test_only_the_person_who_issued_signs_and_only_with_a_certificate_of_that_name(lite, keys):
    play = issued_one(lite)
    assert refused(CannotSign, play, PERSON, keys["Y Moan Êban"], by=CLERK) == "other_signer"
    assert refused(CannotSign, play, PERSON, keys["Người Khác"]) == "other_name"
    refused(SelfApproval, play, PERSON, keys["Y Moan Êban"], by="ythongeban")
    assert papers(play) == []


def test_the_seal_is_put_by_a_clerk_of_the_body_after_the_signature_by_another_key(lite, keys):
    play = issued_one(lite)
    assert refused(CannotSign, play, BODY, keys["Tỉnh ủy thử"]) == "person_first"
    put(play, PERSON, keys["Y Moan Êban"])
    refused(NotYourTask, play, BODY, keys["Tỉnh ủy thử"], by="lethuha")
    refused(NotAllowed, play, BODY, keys["Tỉnh ủy thử"], by=LEADER)
    assert refused(CannotSign, play, BODY, keys["Y Moan Êban"]) == "same_certificate"
    assert len(papers(play)) == 1


def test_each_signature_is_put_once_and_a_repeated_wish_is_the_same_act(lite, keys):
    play = issued_one(lite)
    first = put(play, PERSON, keys["Y Moan Êban"])
    again = put(play, PERSON, keys["Y Moan Êban"])
    assert (again.repeated, again.facts) == (True, first.facts)
    key = keys["Y Moan Êban"]
    assert refused(CannotSign, play, PERSON, key, act_id="other") == "already_person"
    with pytest.raises(ActIdReused):
        put(play, BODY, keys["Tỉnh ủy thử"], act_id="sign:person")


def test_nothing_is_signed_before_the_numbered_text_or_without_libreoffice(lite, keys):
    from tests.actions.decisions.test_issue import at_decision, issue

    play = at_decision(lite)
    assert refused(CannotSign, play, PERSON, keys["Y Moan Êban"]) == "not_issued"
    issue(play)
    assert refused(CannotSign, play, PERSON, keys["Y Moan Êban"]) == "no_final"
    play.follow()
    bare = replace(play, app=replace(lite, office=Office("no-such-office")))
    assert refused(NoPdf, bare, PERSON, keys["Y Moan Êban"]) == "absent"
    broken = signature_png()[:150]
    assert refused(CannotSign, play, PERSON, keys["Y Moan Êban"], image=broken) == "image_broken"
    assert papers(play) == []


def test_a_number_changed_while_the_token_was_signing_makes_the_signature_void(lite, keys):
    play = issued_one(lite)

    class Slow:
        def opened(self):
            void(lite, 1)
            return keys["Y Moan Êban"].opened()

    assert refused(CannotSign, play, PERSON, Slow()) == "text_changed"
    assert papers(play) == []
    put(play, PERSON, keys["Y Moan Êban"])
    assert len(papers(play)) == 1


def test_a_signed_paper_keeps_its_number(lite, keys):
    play = issued_one(lite)
    put(play, PERSON, keys["Y Moan Êban"])
    with pytest.raises(CannotVoid):
        void(lite, 1)


def keep(play, content, *, name="bản ký.pdf", by="lethuha", act_id="keep"):
    return keep_signed_copy(
        play.app,
        Act(act_id=act_id, case_id=play.id, person=by),
        SignedCopy(paper=PAPER, file=SentFile(name, content)),
    )


def a_scan():
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def test_a_scan_of_the_signed_paper_is_kept_and_covered(app):
    play = issued_one(app)
    fact = keep(play, a_scan()).facts[0]
    assert isinstance(fact, SignedCopyKept)
    assert (fact.signatures, papers(play)[0].content) == ((), fact.content)
    assert len(PdfReader(io.BytesIO(app.papers.get(fact.content))).pages) == 1
    with pytest.raises(CannotSign) as twice:
        keep(play, a_scan(), act_id="again")
    assert twice.value.facts["rule"] == "copy_kept"
    with pytest.raises(CannotVoid):
        void(app, 1)


def test_a_pdf_signed_by_another_tool_is_kept_only_if_it_holds_and_is_this_decision(lite, keys):
    play = issued_one(lite)
    void(lite, 2, 100)
    other = issued_one(lite, act_id="two")  # 101-QĐ/TU, which ends like 01-QĐ/TU
    put(other, PERSON, keys["Y Moan Êban"], act_id="o1")
    signed = lite.papers.get(papers(other)[0].content)
    with pytest.raises(CannotSign) as wrong:
        keep(play, signed)
    assert wrong.value.facts["rule"] == "other_paper"
    altered = bytearray(signed)
    altered[2000] ^= 1
    with pytest.raises(CannotSign) as broken:
        keep(other, bytes(altered))
    assert broken.value.facts["rule"] == "copy_does_not_hold"
    assert papers(play) == []


def test_what_is_no_signed_copy_is_refused(lite):
    play = issued_one(lite)
    for name, content in (("a.docx", b"PK\x03\x04"), ("a.pdf", b"%PDF-1.7 broken"), ("a.pdf", b"")):
        with pytest.raises(BadPaper):
            keep(play, content, name=name)
    with pytest.raises(NotYourTask):
        keep(play, a_scan(), by="dothithuy")
    assert keep(play, a_scan(), by=CLERK).facts[0].by.agency == "TU"
