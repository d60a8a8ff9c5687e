"""Is a PDF that was signed elsewhere the paper that was to be signed? Its pages are looked at.

The pages without anything laid over them must be the same to the dot and to the letter, also to
letters nobody sees; what is laid over them must be signatures that were given, small enough to be
ones, and no letter may disappear under them. Layers, which may print what no screen shows, links
and fields that were not there before are refused.
"""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from documents.export.pages import DOTS, MOST_PAGES
from documents.export.printed import BROKEN_PDF
from documents.signing.sign_images import Rect, area, sorted_corners
from domain.errors import BadPaper, CannotSign
from domain.facts.signatures import SameAs

INK = 128  # darker than this is a letter
FADED = 96  # a letter so much lighter than it was has been covered
EDGE = 2  # dots around a signature that its smoothing may colour
LINKED = ("/P", "/Parent", "/StructParent")  # point at what is numbered anew in another file
LARGEST = 0.2  # of a page: what is larger is no signature


def check_same_paper(name: str, base: bytes, signed: bytes) -> SameAs:
    """How far both were found the same: to the byte before the signature, or page by page.

    Raises CannotSign: other_pages, other_page, hides_text, over_page; BadPaper: damaged, too_long.
    """
    try:
        with _opened(base) as before, _opened(signed) as after:
            if len(before) != len(after):
                raise CannotSign(
                    rule=CannotSign.Rule.OTHER_PAGES,
                    name=name,
                    pages=len(after),
                    wanted=len(before),
                )
            boxes = _checked(name, PdfReader(io.BytesIO(base)), PdfReader(io.BytesIO(signed)))
            after.init_forms()
            for number in range(len(before)):
                _check_page(name, number, before[number], after[number], boxes[number])
    except (pypdfium2.PdfiumError, *BROKEN_PDF) as broken:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from broken
    return SameAs.BYTES if signed.startswith(base) else SameAs.PAGES


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    if len(document) > MOST_PAGES:
        raise BadPaper(name="PDF", rule=BadPaper.Rule.TOO_LONG)
    return document


def _checked(name: str, before: PdfReader, after: PdfReader) -> list[list[Rect]]:
    """Where signatures stand on each page, once nothing else was put into the file that a program
    may show, print or act on."""
    if after.root_object.get("/OCProperties") != before.root_object.get("/OCProperties"):
        raise CannotSign(rule=CannotSign.Rule.OTHER_PAGE, name=name, page=1)
    boxes = []
    for number, (was, now) in enumerate(zip(before.pages, after.pages, strict=True), start=1):
        if was.get("/UserUnit", 1) != now.get("/UserUnit", 1):
            raise CannotSign(rule=CannotSign.Rule.OTHER_PAGE, name=name, page=number)
        if _others(was) != _others(now):
            raise CannotSign(rule=CannotSign.Rule.OVER_PAGE, name=name, page=number)
        boxes.append([box for found in _annotations(now) if (box := _box(now, found))])
    return boxes


def _others(page: PageObject) -> list[str]:
    """What lies over a page and is no signature, as it is written; shared parts by their kind."""
    return sorted(
        str({key: str(value) for key, value in found.items() if key not in LINKED})
        for found in _annotations(page)
        if not _is_signature(found)
    )


def _check_page(
    name: str,
    number: int,
    before: pypdfium2.PdfPage,
    after: pypdfium2.PdfPage,
    boxes: list[Rect],
) -> None:
    where = number + 1
    wanted, found = _bare(before), _bare(after)
    if _letters(before) != _letters(after):  # white ones and those never drawn too
        raise CannotSign(rule=CannotSign.Rule.OTHER_PAGE, name=name, page=where)
    if wanted.size != found.size or ImageChops.difference(wanted, found).getbbox():
        raise CannotSign(rule=CannotSign.Rule.OTHER_PAGE, name=name, page=where)
    shown = _picture(after, laid_over=True)
    places = _places(shown, boxes)
    outside = ImageChops.multiply(ImageChops.difference(wanted, shown), ImageChops.invert(places))
    if outside.getbbox() or sum(map(area, boxes)) > LARGEST * after.get_width() * float(
        after.get_height()
    ):
        raise CannotSign(rule=CannotSign.Rule.OVER_PAGE, name=name, page=where)
    letters = wanted.point(lambda grey: 255 if grey < INK else 0)
    lighter = ImageChops.subtract(shown, wanted).point(lambda grey: 255 if grey > FADED else 0)
    if ImageChops.multiply(letters, lighter).getbbox():
        raise CannotSign(rule=CannotSign.Rule.HIDES_TEXT, name=name, page=where)


def _letters(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_bounded())


def _bare(page: pypdfium2.PdfPage) -> Image.Image:
    return _picture(page, laid_over=False)


def _picture(page: pypdfium2.PdfPage, *, laid_over: bool) -> Image.Image:
    drawn = page.render(scale=DOTS / 72, draw_annots=laid_over, may_draw_forms=laid_over)
    picture: Image.Image = drawn.to_pil().convert("L")
    return picture


def _places(picture: Image.Image, boxes: list[Rect]) -> Image.Image:
    """White where a signature stands, black elsewhere."""
    mask, dots = Image.new("L", picture.size, 0), DOTS / 72
    for left, bottom, right, top in boxes:
        high, low = picture.height - top * dots, picture.height - bottom * dots
        corners = (left * dots - EDGE, high - EDGE, right * dots + EDGE, low + EDGE)
        ImageDraw.Draw(mask).rectangle(corners, fill=255)
    return mask


def _annotations(page: PageObject) -> list[Any]:
    """ValueError: annotations that are no list; told as damaged."""
    listed: Any = page.get("/Annots", ArrayObject()).get_object()
    if not isinstance(listed, ArrayObject):
        raise ValueError("annotations that are no list")
    return [reference.get_object() for reference in listed]


def _is_signature(annotation: DictionaryObject) -> bool:
    """A field in which somebody signed: an empty one, or a stamp that calls itself so, is none."""
    parent: Any = annotation.get("/Parent", DictionaryObject()).get_object()
    kind, value = (annotation.get(key, parent.get(key)) for key in ("/FT", "/V"))
    return bool(kind == "/Sig" and value and annotation.get("/Subtype") == "/Widget")


def _box(page: PageObject, annotation: DictionaryObject) -> Rect | None:
    """Where a signature stands, in points from the lower left corner of what shows."""
    if not _is_signature(annotation):
        return None
    left, bottom = float(page.cropbox.left), float(page.cropbox.bottom)
    corners: Any = annotation["/Rect"]
    x, y, right, top = sorted_corners([float(side) for side in corners])
    return x - left, y - bottom, right - left, top - bottom
