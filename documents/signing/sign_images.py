"""The two images on a signed paper: what they must be, and where they stand.

Decree 30/2020 Appx I II.7–8 (read): the signature blue, PNG on a transparent ground, centred
between title and name; the body's seal red, real size, PNG on a transparent ground, over about one
third of the signature on its left. HD 05-HD/VPTW asks Party papers for the same images; its details
(HD 03-HD/VPTW of 2021) were not read, so the State places are used for both.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageStat, UnidentifiedImageError
from pypdf import PageObject, PdfReader

from documents.docx.widths import width_mm
from documents.export.printed import BROKEN_PDF, bare
from documents.frame.layouts import MARGINS, PAGE
from domain.errors import CannotSign
from domain.facts.signatures import SignatureOf

POINTS = 72 / 25.4  # per millimetre
LARGEST = 5 * 1024 * 1024
MOST_PIXELS = 4_000 * 4_000
WIDEST = 45 * POINTS  # a signature wider than this would leave the column of the signer
SEAL_MM = (20.0, 50.0)  # no seal of a body is smaller or larger; a scan with a wrong dpi is
RIGHT_HALF = 0.49  # of the page: the column of the signature begins there in both layouts
ROOM = 18  # points between title and name without which nothing fits
Rect = tuple[float, float, float, float]
CLEAR = 0.2  # part of the image that must be transparent


@dataclass(frozen=True, slots=True)
class ImageBox:
    """A place on a page, in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @property
    def corners(self) -> tuple[int, int, int, int]:
        return (
            round(self.left),
            round(self.bottom),
            round(self.left + self.width),
            round(self.bottom + self.height),
        )


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    left: float
    right: float
    bottom: float
    text: str


def read_image(name: str, content: bytes, of: SignatureOf) -> Image.Image:
    """The image, if it is what the rules ask of a signature or of a seal. Raises CannotSign."""
    image = _opened(name, content)
    clear, (red, green, blue) = _look(image)
    if clear < CLEAR:
        raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_TRANSPARENT, name=name)
    if of == SignatureOf.PERSON and not blue > max(red, green) + 20:
        raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_BLUE, name=name)
    if of == SignatureOf.BODY:
        if not red > max(green, blue) + 40:
            raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_RED, name=name)
        seal_size(name, image)
    return image


def seal_size(name: str, image: Image.Image) -> tuple[float, float]:
    """Real width and height in points, from the resolution the image states."""
    dpi = image.info.get("dpi")
    if not dpi or not all(dpi):
        raise CannotSign(rule=CannotSign.Rule.SEAL_WITHOUT_SIZE, name=name)
    size = (image.width / dpi[0] * 72, image.height / dpi[1] * 72)
    if not all(SEAL_MM[0] <= side / POINTS <= SEAL_MM[1] for side in size):
        raise CannotSign(
            rule=CannotSign.Rule.SEAL_SIZE,
            name=name,
            width=round(size[0] / POINTS),
            height=round(size[1] / POINTS),
        )
    return size


def place_signature(pdf: bytes, image: Image.Image, signer: str) -> ImageBox:
    """Centred between the title and the signer's name. Raises CannotSign where none is found."""
    title, name = _signature_block(pdf, signer)
    low, high = name.bottom + 14, title.bottom - 4  # clear of letters and their marks
    if high - low < ROOM:
        raise CannotSign(rule=CannotSign.Rule.NO_ROOM, signer=signer)
    scale = min((high - low) / image.height, WIDEST / image.width)
    width, height = image.width * scale, image.height * scale
    centre = (name.left + name.right) / 2
    return ImageBox(name.page, centre - width / 2, (low + high - height) / 2, width, height)


def place_seal(signature: ImageBox, size: tuple[float, float]) -> ImageBox:
    """Over the left third of the signature, at the same height, inside the page."""
    width, height = size
    left = max(signature.left + signature.width / 3 - width, MARGINS["left"] * POINTS)
    bottom = signature.bottom + (signature.height - height) / 2
    top = PAGE[1] * POINTS - height
    return ImageBox(signature.page, left, min(max(bottom, 0), top), width, height)


def sorted_corners(sides: list[float]) -> Rect:
    """Left, bottom, right, top, however a program wrote them."""
    (left, right), (bottom, top) = sorted(sides[::2]), sorted(sides[1::2])
    return left, bottom, right, top


def area(box: Rect) -> float:
    left, bottom, right, top = box
    return (right - left) * (top - bottom)


def _opened(name: str, content: bytes) -> Image.Image:
    if len(content) > LARGEST or not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_PNG, name=name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=["PNG"])
            if image.width * image.height > MOST_PIXELS:
                raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_PNG, name=name)
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise CannotSign(rule=CannotSign.Rule.IMAGE_BROKEN, name=name) from broken
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise CannotSign(rule=CannotSign.Rule.IMAGE_NOT_PNG, name=name) from bomb
    dpi = image.info.get("dpi")
    whole = image.convert("RGBA")
    whole.info["dpi"] = dpi
    return whole


def _look(image: Image.Image) -> tuple[float, tuple[float, float, float]]:
    """Which part is transparent, and the mean colour of the part that is not."""
    alpha = image.getchannel("A")
    clear = sum(alpha.histogram()[:16]) / (image.width * image.height)
    seen = alpha.point(lambda value: 255 if value > 128 else 0)
    if seen.getbbox() is None:
        return clear, (0, 0, 0)
    red, green, blue = ImageStat.Stat(image.convert("RGB"), seen).mean
    return clear, (red, green, blue)


def _signature_block(pdf: bytes, signer: str) -> tuple[_Line, _Line]:
    """The signer's name as it stands last in the right half, and the line above it."""
    lines = list(_right_lines(pdf))
    names = [line for line in lines if bare(line.text) == bare(signer)]
    if not names:
        raise CannotSign(rule=CannotSign.Rule.NO_PLACE, signer=signer)
    name = names[-1]
    above = [line for line in lines if line.page == name.page and line.bottom > name.bottom + 1]
    if not above:
        raise CannotSign(rule=CannotSign.Rule.NO_PLACE, signer=signer)
    return min(above, key=lambda line: line.bottom), name


def _right_lines(pdf: bytes) -> Iterator[_Line]:
    """Lines of text in the right half, page after page, from top to bottom."""
    try:
        for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
            yield from _lines_of(number, page)
    except BROKEN_PDF as broken:
        raise CannotSign(rule=CannotSign.Rule.NO_PDF) from broken


def _lines_of(number: int, page: PageObject) -> Iterator[_Line]:
    parts: dict[int, list[_Line]] = {}
    middle = float(page.mediabox.width) * RIGHT_HALF

    def keep(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        left, bottom = tm[4], tm[5]
        if text.strip() and left > middle:
            right = left + width_mm(text.rstrip(), size, bold=True) * POINTS
            parts.setdefault(round(bottom), []).append(_Line(number, left, right, bottom, text))

    page.extract_text(visitor_text=keep)
    for height in sorted(parts, reverse=True):
        yield _joined(parts[height])


def _joined(parts: list[_Line]) -> _Line:
    text = "".join(part.text for part in parts)
    left, right = min(p.left for p in parts), max(p.right for p in parts)
    return _Line(parts[0].page, left, right, parts[0].bottom, text)
