"""Read the digital signatures of a PDF and say of each what holds and what does not.

Nothing is fetched. A revoked certificate is found out by the lists kept beside the trusted
authorities (trust.py); the time of a signature is what the signer's machine said.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from documents.export.printed import BROKEN_PDF, bare
from documents.intake.pdf_file import open_pdf
from documents.intake.readable import SIGNED, read_file
from documents.intake.sent_file import SentFile
from documents.signing.trust import NOBODY, Trust, common_name, revoked_on
from domain.calendar.clock import local
from domain.errors import BadPaper
from domain.facts.signatures import Certificate

UNREADABLE = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
)
logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what it finds is in its answer


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature. `intact`: the signed bytes are as they were and the key fits; `whole`: they
    are the whole file, not the file as it was before something was added; `unchanged`: nothing was
    added since but signatures; `first` to `last`: the life of the certificate, `in_time`: `at` lies
    in it; `revoked`: since when it is void, by the lists at hand; `trusted`: its chain ends at a
    root we were given, None without roots."""

    field: str
    certificate: Certificate
    issuer: str
    at: datetime | None
    first: datetime
    last: datetime
    intact: bool
    whole: bool
    unchanged: bool
    in_time: bool
    trusted: bool | None
    revoked: datetime | None = None

    @property
    def holds(self) -> bool:
        good = self.intact and self.unchanged and self.in_time and self.trusted is not False
        return good and not self.void

    def timed(self, zone: tzinfo) -> Signature:
        """The same, its times as they are said there."""
        said = {name: getattr(self, name) for name in ("at", "first", "last", "revoked")}
        return replace(self, **{name: at.astimezone(zone) for name, at in said.items() if at})

    @property
    def void(self) -> bool:
        """Was the certificate revoked when it signed?"""
        return self.revoked is not None and (self.at is None or self.revoked <= self.at)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """`signatures` in the order in which they were put; `text` the letters of all pages, bare."""

    signatures: tuple[Signature, ...]
    text: str


def read_signed(sent: SentFile, trust: Trust) -> SignedFile:
    """Raises BadPaper: what `read_file` refuses, and signatures that cannot be read.

    What was altered after signing is told as altered, whatever else the change broke: of such a
    file nothing but its signatures is read.
    """
    try:
        read_file(sent, SIGNED)
    except BadPaper:
        with suppress(BadPaper):
            found = in_utc(read_signatures(sent.name, sent.content, trust))
            if not all(one.intact for one in found):
                return SignedFile(found, "")
        raise
    found = in_utc(read_signatures(sent.name, sent.content, trust))
    return SignedFile(found, _letters(sent) if all(one.intact for one in found) else "")


def in_utc(found: Sequence[Signature]) -> tuple[Signature, ...]:
    """With times in UTC, as they leave a guarded process."""
    return tuple(one.timed(UTC) for one in found)


def _letters(sent: SentFile) -> str:
    try:
        pages = open_pdf(sent.name, sent.content).pages
        return bare("".join(page.extract_text() for page in pages))
    except BROKEN_PDF as broken:
        raise BadPaper(name=sent.name, rule=BadPaper.Rule.DAMAGED) from broken


def read_signatures(name: str, pdf: bytes, trust: Trust = NOBODY) -> tuple[Signature, ...]:
    """Every signature in the order in which they were put. Raises BadPaper for a broken file."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
            raise BadPaper(name=name, rule=BadPaper.Rule.PASSWORD)
        return tuple(_read(found, trust) for found in reader.embedded_regular_signatures)
    except UNREADABLE as broken:
        raise BadPaper(name=name, rule=BadPaper.Rule.SIGNATURE_UNREADABLE) from broken


def certificate_of(held: x509.Certificate) -> Certificate:
    """Name, serial number in hexadecimal and SHA-256 of a certificate."""
    fingerprint = hashlib.sha256(held.dump()).hexdigest()
    return Certificate(
        name=common_name(held.subject), serial=f"{held.serial_number:x}", fingerprint=fingerprint
    )


def _read(found: Any, trust: Trust) -> Signature:
    held = found.signer_cert
    at = found.self_reported_timestamp
    status = validate_pdf_signature(found, _context(trust, at))
    level = status.modification_level
    added = level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    within = whole or status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    return Signature(
        field=str(found.field_name),  # plain text: what leaves a guarded process
        certificate=certificate_of(held),
        issuer=common_name(held.issuer),
        at=local(at) if at else None,
        first=local(held.not_valid_before),
        last=local(held.not_valid_after),
        intact=bool(status.intact and status.valid),
        whole=whole,
        unchanged=within and added,
        in_time=at is not None and held.not_valid_before <= at <= held.not_valid_after,
        trusted=bool(status.trusted) if trust.roots else None,
        revoked=revoked_on(trust, held),
    )


def _context(trust: Trust, at: datetime | None) -> ValidationContext:
    roots = [x509.Certificate.load(root) for root in trust.roots]
    return ValidationContext(
        trust_roots=roots, moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
