"""The ticket for a machine elsewhere, and the answer that comes back from it.

A ticket is JSON with the whole PDF: the program there (templates/signing/ky_so.py) counts for
itself what it signs, and shows it. An answer is a detached CMS signature (RFC 5652) in DER or PEM,
as other programs make it too.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, pem

from documents.export.pages import page_count
from documents.signing.signatures import SignedFile, in_utc, read_signatures
from documents.signing.signing import HASH, put_in, reopened
from documents.signing.trust import Trust
from domain.calendar.clock import local
from domain.errors import CannotSign

FORM = "thamdinh-ticket/1"
LARGEST_ANSWER = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """`says` is shown before signing, line by line: what a line is about → what it says."""

    pdf: bytes
    until: datetime
    says: Mapping[str, str]


def write_ticket(ticket: Ticket) -> bytes:
    """Raises CannotSign where nothing is to be signed in its PDF."""
    said = {
        "form": FORM,
        "says": dict(ticket.says) | {"pages": str(page_count(ticket.pdf))},
        "until": local(ticket.until).isoformat(timespec="seconds"),
        HASH: reopened(ticket.pdf).digest.hex(),
        "pdf": base64.b64encode(ticket.pdf).decode(),
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def signed_digest(name: str, answer: bytes) -> str:
    """The SHA-256 that a detached signature says it signs. Raises CannotSign: answer_unreadable."""
    try:
        (signer,) = _signed_data(answer)["signer_infos"]
        if signer["digest_algorithm"]["algorithm"].native != HASH:
            raise ValueError(HASH)
        (digest,) = (
            attribute["values"][0].native
            for attribute in signer["signed_attrs"]
            if attribute["type"].native == "message_digest"
        )
        return bytes(digest).hex()
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as wrong:
        raise CannotSign(rule=CannotSign.Rule.ANSWER_UNREADABLE, name=name) from wrong


def put_answer(name: str, pdf: bytes, answer: bytes, trust: Trust) -> tuple[bytes, SignedFile]:
    """The prepared PDF with the answer in its place, and the signatures that it then bears.

    Raises CannotSign, BadPaper.
    """
    signed = put_in(reopened(pdf), _der(answer))
    return signed, SignedFile(in_utc(read_signatures(name, signed, trust)), "")


def _signed_data(answer: bytes) -> cms.SignedData:
    if len(answer) > LARGEST_ANSWER:
        raise ValueError(len(answer))
    content = cms.ContentInfo.load(_der(answer), strict=True)
    if content["content_type"].native != "signed_data":
        raise ValueError(content["content_type"].native)
    return content["content"]


def _der(answer: bytes) -> bytes:
    return bytes(pem.unarmor(answer)[2]) if pem.detect(answer) else answer
