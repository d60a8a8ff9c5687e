"""A case whose decision is issued, and the machines elsewhere that sign it in tests."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field, replace
from functools import cache

from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

from actions.execute import Act
from actions.signing.prepare_signing import SigningWish, prepare_signing
from actions.signing.take_signature import SignatureSent, take_signature
from documents.export.pdf import Office
from documents.intake.sent_file import SentFile
from documents.signing.signing import EDGE, reopened
from documents.signing.trust import NOBODY
from domain.facts.signatures import SignatureOf
from tests.actions.decisions.test_void_number import issued_one
from tests.documents.keys import seal_png, signature_png
from tests.looking import read
from tests.playing import PlayedCase

PAPER = "decision_appoint"
PERSON, BODY = SignatureOf.PERSON, SignatureOf.BODY
LEADER, CLERK = "ymoaeban", "nguyenthilan"
NAMES = {PERSON: "Y Moan Êban", BODY: "Tỉnh ủy thử"}
BY = {PERSON: LEADER, BODY: CLERK}


@cache
def printed(docx, archive):
    """The real LibreOffice, once for each text: most tests sign the same one."""
    return Office().pdf(docx, archive=archive)


@dataclass(frozen=True)
class OnceOffice(Office):
    made: dict = field(default_factory=dict)

    def pdf(self, docx, *, archive=False):
        return printed(docx, archive)


def issued(app, **more):
    played = issued_one(app, **more)
    return PlayedCase(replace(app, office=OnceOffice()), played.id)


def prepare(play, of=PERSON, *, by=None, image=True, act_id="", paper=PAPER):
    content = (signature_png() if of == PERSON else seal_png()) if image else b""
    wish = SigningWish(paper=paper, of=of, image_name="ảnh.png" if image else "", image=content)
    act_id = act_id or f"prepare:{play.id}:{of}:{image}:{len(history(play))}"
    act = Act(act_id=act_id, case_id=play.id, person=by or BY[of])
    return prepare_signing(play.app, act, wish).facts[0]


def history(play):
    return read(play.app.engine, lambda uow: uow.cases.facts(play.id))


def take(play, content, of=PERSON, *, by=None, trust=NOBODY, act_id=""):
    act = Act(act_id=act_id or f"take:{len(history(play))}", case_id=play.id, person=by or BY[of])
    answer = SignatureSent(paper=PAPER, of=of, file=SentFile(name_of(content), content))
    return take_signature(play.app, act, answer, trust)


def name_of(content):
    return "bản ký.pdf" if content.startswith(b"%PDF") else "trả lời.p7s"


def answered(pdf, key):
    """What a machine elsewhere signs and hands back for a prepared PDF."""
    with key.opened() as signer:
        made = signer.async_sign(reopened(pdf).digest, "sha256", use_pades=True)
        return asyncio.run(made).dump()


def answer_to(play, ticket, key):
    return answered(play.app.papers.get(ticket.content), key)


def signed_outside(pdf, key, *, box=(350, 300, 480, 340), image=None, name="Signature1", page=-1):
    """A PDF signed by a program that knows nothing of ours."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    spec = fields.SigFieldSpec(name, on_page=page, box=box)
    metadata = signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256")
    style = None
    if image is not None:
        style = StaticStampStyle(border_width=0, background=PdfImage(image), background_layout=EDGE)
        style = replace(style, background_opacity=1.0)
    with key.opened() as signer:
        made = signers.PdfSigner(metadata, signer, stamp_style=style, new_field_spec=spec)
        return made.sign_pdf(writer).getvalue()
