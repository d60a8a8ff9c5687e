"""Read the digital signatures of a PDF and say of each what holds and what does not.

Nothing is fetched: no revocation list, no time-stamping service. So a revoked certificate is not
found out here, and the time of a signature is what the signer's machine said.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from documents.export.pdf import BROKEN_PDF, bare
from documents.intake.pdf_file import open_pdf
from documents.intake.readable import SIGNED, read_file
from documents.intake.sent_file import SentFile
from domain.calendar.clock import local
from domain.errors import BadInput, BadPaper
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
    """One signature. `intact`: the signed bytes are as they were and the key fits; `unchanged`:
    nothing was added since but signatures; `in_time`: the certificate was valid at `at`;
    `trusted`: its chain ends at a root we were given, None without roots."""

    field: str
    certificate: Certificate
    issuer: str
    at: datetime | None
    intact: bool
    unchanged: bool
    in_time: bool
    trusted: bool | None

    @property
    def holds(self) -> bool:
        return self.intact and self.unchanged and self.in_time and self.trusted is not False


@dataclass(frozen=True, slots=True)
class SignedFile:
    """`signatures` in the order in which they were put; `text` the letters of all pages, bare."""

    signatures: tuple[Signature, ...]
    text: str


def read_signed(sent: SentFile, roots: Sequence[bytes]) -> SignedFile:
    """`roots` are certificates in DER. Raises BadPaper: what `read_file` refuses, and signatures
    that cannot be read.

    What was altered after signing is told as altered, whatever else the change broke: of such a
    file nothing but its signatures is read.
    """
    trusted = [x509.Certificate.load(root) for root in roots]
    try:
        read_file(sent, SIGNED)
    except BadPaper:
        with suppress(BadPaper):
            found = _told(read_signatures(sent.name, sent.content, trusted))
            if not all(one.intact for one in found):
                return SignedFile(found, "")
        raise
    found = _told(read_signatures(sent.name, sent.content, trusted))
    return SignedFile(found, _letters(sent) if all(one.intact for one in found) else "")


def _told(found: Sequence[Signature]) -> tuple[Signature, ...]:
    """With times in UTC, as they leave a guarded process."""
    return tuple(replace(one, at=one.at.astimezone(UTC) if one.at else None) for one in found)


def _letters(sent: SentFile) -> str:
    try:
        pages = open_pdf(sent.name, sent.content).pages
        return bare("".join(page.extract_text() for page in pages))
    except BROKEN_PDF as broken:
        raise BadPaper(name=sent.name, rule=BadPaper.Rule.DAMAGED) from broken


def read_signatures(
    name: str, pdf: bytes, roots: Sequence[x509.Certificate] = ()
) -> tuple[Signature, ...]:
    """Every signature in the order in which they were put. Raises BadPaper for a broken file."""
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        if reader.encrypted and reader.decrypt(b"").status == AuthStatus.FAILED:
            raise BadPaper(name=name, rule=BadPaper.Rule.PASSWORD)
        return tuple(_read(found, roots) for found in reader.embedded_regular_signatures)
    except UNREADABLE as broken:
        raise BadPaper(name=name, rule=BadPaper.Rule.SIGNATURE_UNREADABLE) from broken


def load_roots(path: Path | None) -> tuple[x509.Certificate, ...]:
    """Certificates of the authorities trusted: one PEM or DER file, or a folder of them."""
    if path is None:
        return ()
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    try:
        roots = [c for file in files for c in load_certs_from_pemder_data(file.read_bytes())]
        unnamed = [root for root in roots if not _common_name(root.subject)]  # reads each through
    except (OSError, ValueError) as broken:
        raise BadInput(field="trust", rule=BadInput.Rule.NO_ROOTS, value=str(path)) from broken
    if unnamed or not roots:
        raise BadInput(field="trust", rule=BadInput.Rule.NO_ROOTS, value=str(path))
    return tuple(roots)


def certificate_of(held: x509.Certificate) -> Certificate:
    """Name, serial number in hexadecimal and SHA-256 of a certificate."""
    fingerprint = hashlib.sha256(held.dump()).hexdigest()
    return Certificate(
        name=_common_name(held.subject), serial=f"{held.serial_number:x}", fingerprint=fingerprint
    )


def _read(found: Any, roots: Sequence[x509.Certificate]) -> Signature:
    held = found.signer_cert
    at = found.self_reported_timestamp
    status = validate_pdf_signature(found, _context(roots, at))
    within = status.coverage in (
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    )
    level = status.modification_level
    added = level in (
        ModificationLevel.NONE,
        ModificationLevel.LTA_UPDATES,
        ModificationLevel.FORM_FILLING,
    )
    in_time = at is not None and held.not_valid_before <= at <= held.not_valid_after
    return Signature(
        field=str(found.field_name),  # plain text: what leaves a guarded process
        certificate=certificate_of(held),
        issuer=_common_name(held.issuer),
        at=local(at) if at else None,
        intact=bool(status.intact and status.valid),
        unchanged=within and added,
        in_time=in_time,
        trusted=bool(status.trusted) if roots else None,
    )


def _context(roots: Sequence[x509.Certificate], at: datetime | None) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )


def _common_name(name: x509.Name) -> str:
    return str(name.native.get("common_name", name.human_friendly))
