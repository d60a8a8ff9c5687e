"""What is signed: digitally here, or outside and kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.directory.actors import Actor
from domain.facts.fact import Fact


class SignatureOf(StrEnum):
    PERSON = "person"  # who has the authority to sign
    BODY = "body"  # the organisation: the electronic seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a signing certificate says: its holder's name, its serial number, its SHA-256."""

    name: str
    serial: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSigned(Fact):
    """A digital signature was put on the PDF of an issued paper.

    `content` is the SHA-256 of the signed PDF; `on` that of the file it was put on: the final
    .docx (made PDF/A first) or the PDF signed before.
    """

    paper: str
    of: SignatureOf
    content: str
    size: int
    on: str
    certificate: Certificate
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopyKept(Fact):
    """The paper as signed outside: a scan of the paper original, or a PDF signed by another tool.

    `signatures` are the certificates found on it and checked; none means a scan.
    """

    paper: str
    name: str
    content: str
    size: int
    signatures: tuple[Certificate, ...]
    by: Actor
