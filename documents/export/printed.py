"""Is a PDF the paper it was printed from: a PDF, at least one page, the paper's title on it, and a
typeface as wide as Times New Roman (documents.md section 6)?"""

from __future__ import annotations

import io
import re
from zipfile import BadZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from documents.docx.word_text import title_of
from documents.export.pdf import METRIC_TWINS
from domain.errors import NoPdf
from domain.text import nfc

# What pypdf raises on a PDF that is damaged or made to deceive, found by changing bytes at random.
BROKEN_PDF = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
)


def title(docx: bytes) -> str:
    """What stands at the head of a paper. Raises NoPdf: unreadable."""
    try:
        return title_of(docx)
    except (BadZipFile, KeyError, ValueError, SyntaxError) as damaged:
        raise NoPdf(rule=NoPdf.Rule.UNREADABLE) from damaged


def check_pdf(pdf: bytes, *, title: str) -> int:
    """Number of pages of a PDF that shows `title` in a fit typeface. Raises NoPdf."""
    if not pdf.startswith(b"%PDF"):
        raise NoPdf(rule=NoPdf.Rule.NOT_A_PDF)
    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        shown = bare("".join(page.extract_text() for page in pages))
        fonts = {font for page in pages for font in _fonts(page)}
    except PyPdfError as fault:
        raise NoPdf(rule=NoPdf.Rule.NOT_A_PDF) from fault
    if not pages or bare(title) not in shown:
        raise NoPdf(rule=NoPdf.Rule.TITLE_MISSING, title=title)
    if not any(twin in font for font in fonts for twin in METRIC_TWINS):
        raise NoPdf(rule=NoPdf.Rule.FONTS, found=sorted(fonts))
    return len(pages)


def bare(text: str) -> str:
    """Letters alone: line breaks and justified spaces say nothing about what is written."""
    return re.sub(r"\s+", "", nfc(text))


def _fonts(page: object) -> set[str]:
    """PostScript names of a page's fonts, without the slash and the subset's tag."""
    resources = page.get("/Resources", {}).get_object()  # type: ignore[attr-defined]
    fonts = resources.get("/Font", {}).get_object().values()
    return {str(font.get_object().get("/BaseFont", "")).lstrip("/") for font in fonts}
