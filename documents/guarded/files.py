"""Files of other people, opened: each of these runs in a guarded process (guarded/guarded.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from documents.content.catalogue import PaperType
from documents.content.context import Context
from documents.export.pages import page_pictures, page_texts
from documents.export.sheet_reader import FilledRow, read_sheets
from documents.guarded.guarded import guarded
from documents.guarded.limits import MIB, Limits
from documents.intake.kinds import FileKind
from documents.intake.readable import Readable, read_file
from documents.intake.rewrite import canonical
from documents.intake.sent_file import SentFile
from documents.intake.text_file import read_yaml
from documents.intake.word_check import check_draft
from documents.own_template.fill import check_fillable
from documents.own_template.own_template import check_and_fill, lint, template_values
from documents.signing.same_paper import check_same_paper
from documents.signing.signatures import SignedFile, read_signed
from documents.signing.tickets import put_answer, signed_digest
from documents.signing.trust import NOBODY, Trust
from domain.calendar.clock import LOCAL
from domain.facts.signatures import SameAs

ANY_FILE = Limits(cpu=15, wall=60, memory=800 * MIB)
SHEET = Limits(cpu=2, wall=20, memory=200 * MIB)
TEMPLATE = Limits(cpu=5, wall=30, memory=300 * MIB)


def open_file(sent: SentFile, takes: frozenset[FileKind]) -> Readable:
    """What the file is (readable.read_file). Raises BadPaper."""
    found = guarded(ANY_FILE, sent.name, look, sent, takes)
    if found.content:
        return replace(found, original=sent.content)
    return replace(found, content=sent.content)


def open_draft(sent: SentFile, paper: PaperType, base: bytes) -> bytes:
    """The draft as it is kept (word_check.check_draft), with its lines for number and date where
    it is a decision; `base`, from which it was made, where they are the same. Raises BadPaper."""
    return guarded(ANY_FILE, sent.name, checked_draft, sent, paper, base)


def checked_draft(sent: SentFile, paper: PaperType, base: bytes) -> bytes:
    kept = check_draft(sent)
    check_fillable(sent.name, kept, paper)
    return base if kept == canonical(base) else kept


def open_sheets(
    sent: SentFile, wanted: Mapping[str, tuple[str, ...]]
) -> dict[str, list[FilledRow]]:
    """Sheet → its filled rows; `wanted` are the columns of each sheet. Raises BadPaper."""
    return guarded(SHEET, sent.name, read_sheets, sent, dict(wanted))


def open_signed(sent: SentFile, trust: Trust = NOBODY) -> SignedFile:
    """The signatures of a PDF, and its letters (signatures.read_signed). Raises BadPaper."""
    return _here(guarded(ANY_FILE, sent.name, read_signed, sent, trust))


def open_digest(sent: SentFile) -> str:
    """What a detached signature signs (tickets.signed_digest). Raises BadPaper, CannotSign."""
    return guarded(ANY_FILE, sent.name, signed_digest, sent.name, sent.content)


def open_answer(sent: SentFile, pdf: bytes, trust: Trust) -> tuple[bytes, SignedFile]:
    """The signed PDF and its signatures (tickets.put_answer). Raises BadPaper, CannotSign."""
    signed, found = guarded(ANY_FILE, sent.name, put_answer, sent.name, pdf, sent.content, trust)
    return signed, _here(found)


def open_same(sent: SentFile, base: bytes) -> SameAs:
    """How far a signed PDF is `base` (same_paper.check_same_paper). Raises BadPaper, CannotSign."""
    return guarded(ANY_FILE, sent.name, check_same_paper, sent.name, base, sent.content)


def _here(found: SignedFile) -> SignedFile:
    """With the times of its signatures as they are said here."""
    return replace(found, signatures=tuple(one.timed(LOCAL) for one in found.signatures))


def open_pages(pdf: bytes) -> tuple[bytes, ...]:
    """A picture of each page (pages.page_pictures). Raises BadPaper."""
    return guarded(ANY_FILE, "PDF", page_pictures, pdf)


def open_page_texts(pdf: bytes) -> tuple[str, ...]:
    """What stands on each page (pages.page_texts). Raises BadPaper."""
    return guarded(ANY_FILE, "PDF", page_texts, pdf)


def open_record(sent: SentFile) -> Any:
    """What a record written by hand says (text_file.read_yaml). Raises BadPaper."""
    return guarded(SHEET, sent.name, read_yaml, sent)


def lint_template(sent: SentFile, paper: PaperType) -> bytes:
    """An agency's own template as it is kept, after a trial. Raises BadPaper, BadTemplate."""
    return guarded(TEMPLATE, sent.name, lint, sent, paper)


def fill_template(sent: SentFile, context: Context, *, number: int) -> bytes:
    """The paper in the agency's own look. Same facts and template, same bytes.

    Raises BadPaper or BadTemplate; nothing undefined is ever printed as an empty place.
    """
    values = template_values(context, number=number)
    return guarded(TEMPLATE, sent.name, check_and_fill, sent, values)


def look(sent: SentFile, takes: frozenset[FileKind]) -> Readable:
    """Without the bytes that are kept as they came."""
    found = read_file(sent, takes)
    return replace(found, original=b"", content=found.content if found.original else b"")
