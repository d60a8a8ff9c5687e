"""What is signed: digitally here, or outside and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.directory.actors import Actor
from domain.facts.fact import Fact


class SignatureOf(StrEnum):
    PERSON = "person"  # who has the authority to sign
    BODY = "body"  # the organisation: the electronic seal


class SameAs(StrEnum):
    """How far a file signed elsewhere was found to be the paper that was to be signed."""

    BYTES = "bytes"  # the prepared file, with nothing but signatures behind it
    PAGES = "pages"  # every page the same to the dot
    NUMBER = "number"  # the number of the decision stands in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a signing certificate says: its holder's name, its serial number, its SHA-256."""

    name: str
    serial: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningPrepared(Fact):
    """A PDF of an issued paper was made ready for a signature that `by` puts at another machine.

    `content` is the SHA-256 of the PDF, `on` that of the file it was made from; `digest` the
    SHA-256 that is signed, where the place of the signature is in it already, and empty where
    another program signs the PDF as it is. Nothing made from it is taken after `until`.
    """

    paper: str
    of: SignatureOf
    content: str
    size: int
    on: str
    digest: str
    until: datetime
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSigned(Fact):
    """A digital signature was put on the PDF of an issued paper.

    `content` is the SHA-256 of the signed PDF; `on` that of the file it was put on: the final
    .docx (made PDF/A first) or the PDF signed before. `prepared` is the PDF made ready for another
    machine (`SigningPrepared`), empty where the key was at this one; `same` how far what came back
    was found the same, where another program wrote the file.
    """

    paper: str
    of: SignatureOf
    content: str
    size: int
    on: str
    certificate: Certificate
    by: Actor
    prepared: str = ""
    same: SameAs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopyKept(Fact):
    """The paper as signed outside: a scan of the paper original, or a PDF signed by another tool.

    `signatures` are the certificates found on it and checked; none means a scan. `same`: how far
    a signed file was found to be this paper.
    """

    paper: str
    name: str
    content: str
    size: int
    signatures: tuple[Certificate, ...]
    by: Actor
    same: SameAs | None = None
