"""Does a PDF open, for everybody, with all its pages, and does it do nothing by itself?"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdf import PasswordType, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from documents.export.printed import BROKEN_PDF
from documents.intake.kinds import PDF_WITHIN
from domain.errors import BadPaper

MOST_PAGES = 2_000
END = b"%%EOF"
END_WITHIN = 2048  # bytes from the end: a file cut short has none there
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
)
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA"})
ACTIVE_ANNOTATIONS = frozenset({"/RichMedia", "/3D", "/Movie", "/Screen", "/Sound"})
DATA = (".xml", ".txt", ".csv", ".jpg", ".jpeg", ".png")  # what may lie inside: data, pictures
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe")
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def check_pdf_file(name: str, content: bytes) -> int:
    """Number of pages. A lock against printing, which opens without a password, is none.

    Raises BadPaper: damaged, password, active_content, too_long.
    """
    if END not in content.rstrip(b"\0 \t\r\n")[-END_WITHIN:]:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    try:
        reader = open_pdf(name, content)
        pages = len(reader.pages)
        active = any(map(_acts, _objects(reader)))
    except BROKEN_PDF as broken:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from broken
    if active:
        raise BadPaper(name=name, rule=BadPaper.Rule.ACTIVE_CONTENT)
    if pages > MOST_PAGES:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LONG)
    if pages < 1 or _shown(content) != pages:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    return pages


def open_pdf(name: str, content: bytes) -> PdfReader:
    """For reading. Raises BadPaper: password; BROKEN_PDF."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise BadPaper(name=name, rule=BadPaper.Rule.PASSWORD)
    return reader


def _shown(content: bytes) -> int:
    """How many pages the program that shows it in a browser can open; 0 where it is broken."""
    try:
        document = pypdfium2.PdfDocument(content[content.index(b"%PDF-", 0, PDF_WITHIN) :])
        for number in range(len(document)):
            document[number].close()
        return len(document)
    except pypdfium2.PdfiumError:
        return 0


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object there is, also what no page leads to: another program may find it."""
    numbers = {number for held in reader.xref.values() for number in held}
    for number in sorted(numbers | set(reader.xref_objStm)):
        found = reader.get_object(number)
        if found is not None:
            yield found
    yield reader.trailer


def _acts(found: Any) -> bool:
    """A dictionary that runs something, or carries a program; what it refers to is looked at as an
    object of its own."""
    left = [found]
    while left:
        here = left.pop()
        if isinstance(here, DictionaryObject):
            if _runs(here) or _carries(here):
                return True
            left += [here.raw_get(key) for key in here]
        elif isinstance(here, ArrayObject):
            left += list(here)
    return False


def _runs(held: DictionaryObject) -> bool:
    return (
        bool(ACTIVE_KEYS & held.keys())
        or held.get("/S") in ACTIONS
        or held.get("/Subtype") in ACTIVE_ANNOTATIONS
    )


def _carries(held: DictionaryObject) -> bool:
    """A file inside that is neither plain data nor a picture."""
    if held.get("/Type") == "/EmbeddedFile" and isinstance(held, StreamObject):
        return held.get_data().startswith(PROGRAMS)
    if "/EF" not in held:
        return False
    named = [str(held[key]) for key in ("/UF", "/F") if key in held]
    return not named or not all(said.lower().endswith(DATA) for said in named)
