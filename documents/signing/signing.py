"""PAdES signatures on the PDF of an issued paper, made with keys that somebody else holds.

The key never comes here: a `KeyHolder` (a token or an HSM by PKCS#11, another service) opens for
one signature. Each signature is an incremental update, so the first stays valid under the second.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle
from pypdf import PdfReader

from documents.signing.sign_images import (
    ImageBox,
    place_seal,
    place_signature,
    seal_size,
)
from documents.signing.signatures import certificate_of
from domain.calendar.clock import local
from domain.errors import CannotSign
from domain.facts.signatures import Certificate, SignatureOf

FIELDS = {SignatureOf.PERSON: "NguoiCoThamQuyen", SignatureOf.BODY: "CoQuanToChuc"}
EDGE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins())


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


def sign(
    pdf: bytes, holder: KeyHolder, asked: Signing, check: Callable[[Certificate], None]
) -> tuple[bytes, Certificate]:
    """The same PDF with one more visible signature, and the certificate it was made with.

    `check` may refuse the certificate before the key is used. Raises CannotSign; the input is
    untouched.
    """
    box = _place(pdf, asked)
    field = FIELDS[asked.of]
    spec = fields.SigFieldSpec(field, on_page=box.page, box=box.corners)
    metadata = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    with holder.opened() as key:
        certificate = _checked(key, asked.at)
        check(certificate)
        signer = _At(
            asked.at, metadata, signer=key, stamp_style=_style(asked.image), new_field_spec=spec
        )
        try:
            signed: io.BytesIO = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
        except (SigningError, PdfError) as failed:
            raise CannotSign(rule=CannotSign.Rule.FAILED) from failed
    return signed.getvalue(), certificate


class _At(signers.PdfSigner):
    """Signs at the time it is given, not at the time of the machine."""

    def __init__(self, at: datetime, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._at = local(at)

    def init_signing_session(self, *args: Any, **more: Any) -> Any:
        session = super().init_signing_session(*args, **more)
        session.system_time = self._at
        return session


def _checked(key: signers.Signer, at: datetime) -> Certificate:
    held = key.signing_cert
    if held is None:
        raise CannotSign(rule=CannotSign.Rule.NO_CERTIFICATE, found=[])
    first, last = held.not_valid_before, held.not_valid_after
    said = certificate_of(held)
    if at < first:
        raise CannotSign(rule=CannotSign.Rule.NOT_YET_VALID, name=said.name, first=local(first))
    if at > last:
        raise CannotSign(rule=CannotSign.Rule.EXPIRED, name=said.name, last=local(last))
    return said


def _place(pdf: bytes, asked: Signing) -> ImageBox:
    if asked.of == SignatureOf.PERSON:
        return place_signature(pdf, asked.image, asked.signer)
    return place_seal(_first_signature(pdf), seal_size(asked.image_name, asked.image))


def _first_signature(pdf: bytes) -> ImageBox:
    """Where the signature of the person stands."""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if annotation.get("/T") == FIELDS[SignatureOf.PERSON]:
                left, bottom, right, top = (float(side) for side in annotation["/Rect"])
                return ImageBox(number, left, bottom, right - left, top - bottom)
    raise CannotSign(rule=CannotSign.Rule.NO_FIRST_SIGNATURE)


def _style(image: Image.Image) -> StaticStampStyle:
    """The image alone, filling its box."""
    return StaticStampStyle(
        border_width=0, background=PdfImage(image), background_layout=EDGE, background_opacity=1.0
    )
