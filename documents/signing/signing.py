"""PAdES signatures on the PDF of an issued paper, made with keys that somebody else holds.

Two steps, whoever holds the key: `prepare` puts the visible signature and an empty place for the
cryptographic one into an incremental update, so that an earlier signature stays valid under it;
`put_in` fills the place. Between them a `KeyHolder` (a token or an HSM by PKCS#11 on this machine)
signs, or a person at a machine of their own.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import cms_embedder as embedding
from pyhanko.stamp import StaticStampStyle
from pypdf import PdfReader

from documents.signing.checks import check_life
from documents.signing.sign_images import (
    ImageBox,
    area,
    place_seal,
    place_signature,
    seal_size,
    sorted_corners,
)
from documents.signing.signatures import certificate_of
from domain.calendar.clock import local
from domain.errors import CannotSign
from domain.facts.signatures import Certificate, SignatureOf

FIELDS = {SignatureOf.PERSON: "NguoiCoThamQuyen", SignatureOf.BODY: "CoQuanToChuc"}
EDGE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins())
HASH = "sha256"
ROOM = 32 * 1024  # bytes of the empty place: a signature in hexadecimal with its certificates
RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


class KeyHolder(Protocol):
    """Where a signing key lives."""

    def opened(self) -> AbstractContextManager[signers.Signer]:
        """The key, usable until the block ends. Raises CannotSign: PIN, token, certificate."""


@dataclass(frozen=True, slots=True)
class Signing:
    """What is asked of a key: whose signature, with which image, under whose printed name."""

    of: SignatureOf
    image: Image.Image
    image_name: str
    signer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReadyPdf:
    """A PDF with an empty place for a signature; `digest` is the SHA-256 of all the rest of it,
    which is what is signed; the place lies between `start` and `end`."""

    pdf: bytes
    digest: bytes
    start: int
    end: int


def sign(
    pdf: bytes, holder: KeyHolder, asked: Signing, check: Callable[[Certificate], None]
) -> tuple[bytes, Certificate]:
    """The same PDF with one more visible signature, and the certificate it was made with.

    `check` may refuse the certificate before the key is used. Raises CannotSign; the input is
    untouched.
    """
    prepared = prepare(pdf, asked)
    with holder.opened() as key:
        certificate = _checked(key, asked.at)
        check(certificate)
        try:
            made = asyncio.run(key.async_sign(prepared.digest, HASH, use_pades=True))
        except (SigningError, PdfError) as failed:
            raise CannotSign(rule=CannotSign.Rule.FAILED) from failed
    return put_in(prepared, made.dump()), certificate


def prepare(pdf: bytes, asked: Signing) -> ReadyPdf:
    """The same PDF with the visible signature and the place of the other. Raises CannotSign."""
    box, at = _place(pdf, asked), local(asked.at)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    spec = fields.SigFieldSpec(FIELDS[asked.of], on_page=box.page, box=box.corners)
    place = signers.SignatureObject(
        timestamp=at, subfilter=fields.SigSeedSubFilter.PADES, bytes_reserved=ROOM
    )
    look = embedding.SigAppearanceSetup(style=_style(asked.image), timestamp=at, name=None)
    try:
        steps = embedding.PdfCMSEmbedder(new_field_spec=spec).write_cms(FIELDS[asked.of], writer)
        next(steps)
        steps.send(embedding.SigObjSetup(sig_placeholder=place, appearance_setup=look))
        _, output = steps.send(embedding.SigIOSetup(md_algorithm=HASH))
    except (SigningError, PdfError) as failed:
        raise CannotSign(rule=CannotSign.Rule.FAILED) from failed
    return reopened(output.getvalue())


def reopened(pdf: bytes) -> ReadyPdf:
    """A prepared PDF as it was kept. Raises CannotSign where nothing is to be signed in it."""
    ranges = RANGE.findall(pdf)
    if not ranges:
        raise CannotSign(rule=CannotSign.Rule.NO_PDF)
    first, start, end, rest = (int(number) for number in ranges[-1])
    if first or not start < end or end + rest != len(pdf):
        raise CannotSign(rule=CannotSign.Rule.NO_PDF)
    digest = hashlib.sha256(pdf[:start] + pdf[end:]).digest()
    return ReadyPdf(pdf, digest, start, end)


def put_in(prepared: ReadyPdf, signature: bytes) -> bytes:
    """The signed PDF; `signature` is the detached CMS in DER. Raises CannotSign."""
    room = prepared.end - prepared.start - 2  # within < and >
    written = signature.hex().encode("ascii")
    if len(written) > room:
        raise CannotSign(rule=CannotSign.Rule.FAILED)
    filled = b"<" + written.ljust(room, b"0") + b">"
    return prepared.pdf[: prepared.start] + filled + prepared.pdf[prepared.end :]


def _checked(key: signers.Signer, at: datetime) -> Certificate:
    held = key.signing_cert
    if held is None:
        raise CannotSign(rule=CannotSign.Rule.NO_CERTIFICATE, found=[])
    said = certificate_of(held)
    check_life(said.name, held.not_valid_before, held.not_valid_after, at)
    return said


def _place(pdf: bytes, asked: Signing) -> ImageBox:
    if asked.of == SignatureOf.PERSON:
        return place_signature(pdf, asked.image, asked.signer)
    return place_seal(_first_signature(pdf), seal_size(asked.image_name, asked.image))


def _first_signature(pdf: bytes) -> ImageBox:
    """Where the signature of the person stands, whichever program put it there."""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            box = sorted_corners([float(side) for side in annotation["/Rect"]])
            if annotation.get("/FT") == "/Sig" and area(box):
                left, bottom, right, top = box
                return ImageBox(number, left, bottom, right - left, top - bottom)
    raise CannotSign(rule=CannotSign.Rule.NO_FIRST_SIGNATURE)


def _style(image: Image.Image) -> StaticStampStyle:
    """The image alone, filling its box."""
    return StaticStampStyle(
        border_width=0, background=PdfImage(image), background_layout=EDGE, background_opacity=1.0
    )
