"""Read a .docx, ours or one edited in Word: every paragraph with its look, in reading order.

Nothing that would be printed is passed over: text boxes, content controls, headers, footers and
notes are read too, so that a change hidden there is seen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.docx.word_runs import Run, is_fallback, runs_of

ALIGNED = {"center": "center", "both": "justify", "right": "right", "end": "right"}
NUMBERED = re.compile(r"\d*\.xml$")
OTHER_PARTS = {
    "/word/header": "đầu trang",
    "/word/footer": "chân trang",
    "/word/footnotes": "chú thích",
    "/word/endnotes": "chú thích cuối",
}
MM_PER_TWIP = 25.4 / 1440


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph. Spacing in points, indents in millimetres; `ruled`: a line stands above.

    `place` is empty for body text, else (table, row, column) counted from 1, or the part it is in.
    """

    runs: tuple[Run, ...]
    align: str = "left"
    before: float = 0
    after: float = 0
    exact: float = 0
    left: float = 0
    right: float = 0
    first: float = 0
    ruled: bool = False
    place: tuple[int, int, int] | str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class WordTable:
    """Rows of cells of paragraphs; `widths` in millimetres, empty when the file gives none."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    widths: tuple[float, ...]
    bordered: bool


def parts_of(content: bytes) -> list[Piece | WordTable]:
    """The body in order, then what stands in headers, footers and notes."""
    document = Document(io.BytesIO(content))
    found: list[Piece | WordTable] = []
    reader = _Reader(document)
    for node in _flat(document.element.body):
        found += reader.table(node) if node.tag == qn("w:tbl") else reader.paragraphs(node, "")
    return [*found, *reader.other_parts()]


def pieces(content: bytes) -> list[Piece]:
    """Every paragraph that holds something, in reading order, table cells included."""
    found: list[Piece] = []
    for part in parts_of(content):
        if isinstance(part, Piece):
            found.append(part)
        else:
            found += [piece for row in part.rows for cell in row for piece in cell]
    return [piece for piece in found if piece.text.strip()]


def title_of(content: bytes) -> str:
    """The first line of text outside the letterhead: "QUYẾT ĐỊNH", or whatever comes first."""
    found = pieces(content)
    outside = (piece.text for piece in found if piece.place == "")
    return next(outside, found[0].text if found else "").strip()


def _flat(body: Any) -> Iterator[Any]:
    """Paragraphs and tables of the body, also inside content controls."""
    for node in body:
        if node.tag in (qn("w:p"), qn("w:tbl")):
            yield node
        elif node.tag in (qn("w:sdt"), qn("w:sdtContent")):
            yield from _flat(node)


class _Reader:
    def __init__(self, document: DocxDocument) -> None:
        self.document = document
        self.tables = 0
        self.base = document.styles["Normal"].font.size or Pt(14)
        self.styles: dict[str | None, Any] = {}

    def paragraphs(self, node: Any, place: tuple[int, int, int] | str) -> list[Piece]:
        """The paragraph itself, then those of text boxes anchored in it."""
        inner = [p for p in node.iter(qn("w:p")) if p is not node and not is_fallback(p)]
        return [self._piece(p, place) for p in (node, *inner)]

    def table(self, node: Any) -> list[Piece | WordTable]:
        self.tables += 1
        number = self.tables
        rows = tuple(
            tuple(self._cell(cell, (number, r, c)) for c, cell in enumerate(_own(row, "w:tc"), 1))
            for r, row in enumerate(_own(node, "w:tr"), 1)
        )
        grid = node.find(qn("w:tblGrid"))
        columns = [] if grid is None else grid.findall(qn("w:gridCol"))
        widths = tuple(float(c.get(qn("w:w"), 0)) * MM_PER_TWIP for c in columns)
        style = node.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        bordered = style is not None and style.get(qn("w:val")) == "TableGrid"
        return [WordTable(rows, widths, bordered)]

    def other_parts(self) -> list[Piece]:
        found: list[Piece] = []
        package = self.document.part.package
        for part in sorted(package.iter_parts(), key=lambda part: str(part.partname)):
            kind = OTHER_PARTS.get(NUMBERED.sub("", str(part.partname)))
            if kind is not None:
                found += [self._piece(p, kind) for p in parse_xml(part.blob).iter(qn("w:p"))]
        return [piece for piece in found if piece.text.strip()]

    def _cell(self, cell: Any, place: tuple[int, int, int]) -> tuple[Piece, ...]:
        return tuple(self._piece(p, place) for p in cell.iter(qn("w:p")) if not is_fallback(p))

    def _piece(self, node: Any, place: tuple[int, int, int] | str) -> Piece:
        paragraph = Paragraph(node, self.document._body)
        form = paragraph.paragraph_format
        named = self._style(paragraph)
        style = named.paragraph_format if named is not None else form
        justified = node.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        align = "" if justified is None else justified.get(qn("w:val"), "")
        spacing = form.line_spacing
        return Piece(
            runs=runs_of(paragraph, named, self.base),
            align=ALIGNED.get(align, "left"),
            before=_points(form.space_before, style.space_before),
            after=_points(form.space_after, style.space_after),
            exact=spacing.pt if hasattr(spacing, "pt") else 0,
            left=_mm(form.left_indent),
            right=_mm(form.right_indent),
            first=_mm(form.first_line_indent),
            ruled=node.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}") is not None,
            place=place,
        )

    def _style(self, paragraph: Paragraph) -> Any:
        """Looked up once a document: the library goes through all styles each time."""
        name = paragraph._p.style
        if name not in self.styles:
            self.styles[name] = paragraph.style
        return self.styles[name]


def _own(node: Any, tag: str) -> Iterator[Any]:
    return node.iterchildren(qn(tag))  # type: ignore[no-any-return]


def _points(own: Any, style: Any) -> float:
    value = own if own is not None else style
    return value.pt if value is not None else 0.0


def _mm(length: Any) -> float:
    return round(length.mm, 2) if length is not None else 0.0
