"""Does a picture decode to its last line? And telephones' and scanners' kinds made readable."""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pillow_heif
from PIL import Image, ImageOps, ImageSequence
from pypdf import PdfWriter

from documents.intake.kinds import FileKind
from domain.errors import BadPaper

pillow_heif.register_heif_opener()

MOST_PIXELS = 100_000_000  # a sheet of A3 at 600 dots per inch has 70 million
MOST_FRAMES = 500
QUALITY = 92
FORMATS = {
    FileKind.JPEG: "JPEG",
    FileKind.PNG: "PNG",
    FileKind.HEIC: "HEIF",
    FileKind.AVIF: "AVIF",
    FileKind.TIFF: "TIFF",
    FileKind.WEBP: "WEBP",
}
BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, RuntimeError)
PLAIN = {"RGB", "L", "1"}


def check_picture(name: str, kind: FileKind, content: bytes) -> int:
    """Number of pages. Raises BadPaper: damaged, picture_too_large, too_long."""
    with _opened(name, kind, content) as image:
        frames = getattr(image, "n_frames", 1)
        if frames > MOST_FRAMES:
            raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LONG)
        for frame in ImageSequence.Iterator(image):
            _check_size(name, frame)
            frame.load()
        return int(frames)


def converted(name: str, kind: FileKind, content: bytes) -> tuple[FileKind, bytes]:
    """The picture as every program shows it: .pdf for several pages, .png where a line must stay
    sharp, else .jpg. Same bytes in, same bytes out. Raises BadPaper."""
    with _opened(name, kind, content) as image:
        if getattr(image, "n_frames", 1) > 1:
            return FileKind.PDF, _as_pdf(image)
        upright = ImageOps.exif_transpose(image)
        sharp = upright.mode in ("1", "P", "I;16") or "A" in upright.getbands()
        made = io.BytesIO()
        if sharp:
            upright.save(made, "PNG")
            return FileKind.PNG, made.getvalue()
        upright.convert("RGB").save(made, "JPEG", quality=QUALITY)
        return FileKind.JPEG, made.getvalue()


def _as_pdf(image: Image.Image) -> bytes:
    """One page after another, so that no more than one is open."""
    book, made, never = PdfWriter(), io.BytesIO(), time.gmtime(0)
    for frame in ImageSequence.Iterator(image):
        page, plain = io.BytesIO(), frame if frame.mode in PLAIN else frame.convert("RGB")
        plain.save(page, "PDF", resolution=_dots(image), creationDate=never, modDate=never)
        book.append(page)
    book.write(made)
    return made.getvalue()


def _dots(image: Image.Image) -> float:
    """Per inch, as the scanner said; what it did not say is taken for a screen's."""
    said = image.info.get("dpi", (0, 0))[0]
    return float(said) if 36 <= said <= 2400 else 150.0


@contextmanager
def _opened(name: str, kind: FileKind, content: bytes) -> Iterator[Image.Image]:
    """Read as the one kind it was found to be; whatever goes wrong within is damage."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[FORMATS[kind]]) as image:
                _check_size(name, image)
                yield image
    except BROKEN as broken:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from broken
    except Image.DecompressionBombError as large:
        raise BadPaper(name=name, rule=BadPaper.Rule.PICTURE_TOO_LARGE) from large


def _check_size(name: str, image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise BadPaper(name=name, rule=BadPaper.Rule.PICTURE_TOO_LARGE)
