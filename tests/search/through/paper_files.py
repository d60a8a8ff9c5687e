"""Files people bring: a scan, and a draft as an officer would save it from Word."""

from __future__ import annotations

import io

from docx import Document
from pypdf import PdfWriter


def a_scan(word: str) -> bytes:
    """A page of its own: another word gives other bytes."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": word})
    writer.write(out)
    return out.getvalue()


def edited(content: bytes, word: str) -> bytes:
    """The draft with a paragraph more."""
    document = Document(io.BytesIO(content))
    document.add_paragraph(f"Bổ sung {word}")
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()
