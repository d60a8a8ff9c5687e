"""What can happen to the papers of a case: attached, drafted, changed, made final, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.directory.actors import Actor
from domain.facts.tasks import Task


@dataclass(frozen=True, slots=True)
class PaperAttached:
    """A file joined the dossier. `content` is its SHA-256; `kind` an id of dossier.yaml."""

    kind: str
    name: str
    content: str
    size: int
    media_type: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftMade:
    """The software wrote a draft. `content` is its SHA-256; same facts, same bytes. `template` is
    the hash of the agency's own template it was made with, empty for our own wording."""

    paper: str
    step: str
    round: int
    number: int  # version 1, 2, … of this paper
    content: str
    size: int
    at: datetime
    template: str = ""


@dataclass(frozen=True, slots=True)
class DraftUploaded:
    """An officer replaced a draft by a text edited in Word. `replaces` is the hash it was made
    from, `name` the file's own name; `step` and `round` say when."""

    paper: str
    step: str
    round: int
    number: int
    name: str
    content: str
    size: int
    replaces: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerVoided:
    """An answer no longer counts: the text of `paper` it was about was replaced. `again` holds the
    same question asked anew. `by` is who replaced the text."""

    task: str
    paper: str
    again: tuple[Task, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class FinalMade:
    """The numbered and dated text of an issued paper. `content` is its SHA-256."""

    paper: str
    content: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Renumbered:
    """The number of an issued decision was voided, and the next one taken in its place."""

    paper: str
    series: str
    voided: int
    voided_symbol: str
    number: int
    symbol: str
    reason: str
    by: Actor
    at: datetime


class SignatureOf(StrEnum):
    PERSON = "person"  # who has the authority to sign
    BODY = "body"  # the organisation: the electronic seal


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a signing certificate says: its holder's name, its serial number, its SHA-256."""

    name: str
    serial: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PaperSigned:
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
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedCopyKept:
    """The paper as signed outside: a scan of the paper original, or a PDF signed by another tool.

    `signatures` are the certificates found on it and checked; none means a scan.
    """

    paper: str
    name: str
    content: str
    size: int
    signatures: tuple[Certificate, ...]
    by: Actor
    at: datetime
