"""Files people bring: a scan, and a draft as an officer would save it from Word."""

from __future__ import annotations

import io

from docx import Document
from pypdf import PdfWriter


def _scan() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


A_SCAN = _scan()


def edited(content: bytes, word: str) -> bytes:
    """The draft with a paragraph more."""
    document = Document(io.BytesIO(content))
    document.add_paragraph(f"Bổ sung {word}")
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()
