"""The pages of a PDF as pictures: what people see before they sign."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageChops

from domain.errors import BadPaper

DOTS = 110  # an inch: small print is read, a page weighs some 60 KB
MOST_PAGES = 300  # of one paper; nobody signs a book


def page_pictures(pdf: bytes) -> tuple[bytes, ...]:
    """A PNG of each page, grey where the page is. Raises BadPaper: damaged, too_long."""
    try:
        with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
            if len(document) > MOST_PAGES:
                raise BadPaper(name="PDF", rule=BadPaper.Rule.TOO_LONG)
            return tuple(_png(page.render(scale=DOTS / 72).to_pil()) for page in document)
    except pypdfium2.PdfiumError as broken:
        raise BadPaper(name="PDF", rule=BadPaper.Rule.DAMAGED) from broken


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """What stands on each page. Raises BadPaper: damaged."""
    try:
        with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
    except pypdfium2.PdfiumError as broken:
        raise BadPaper(name="PDF", rule=BadPaper.Rule.DAMAGED) from broken


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return len(document)


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    shown = picture.convert("RGB")
    red, green, blue = shown.split()
    coloured = any(ImageChops.difference(red, other).getbbox() for other in (green, blue))
    (shown if coloured else red).save(made, "PNG", compress_level=6)
    return made.getvalue()
