"""Number and date put into a decision that an officer edited: its text as approved, nothing else.

Software's own drafts are written anew with number and date; an edited one exists only as a file.
"""

from __future__ import annotations

import io
import re
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from documents.content.blocks import Foot, Header
from documents.content.catalogue import PaperType
from documents.content.context import Context
from documents.content.vietnamese import BLANK
from documents.docx.blank import packed
from documents.render import blocks_of
from domain.errors import BadPaper

NUMBER = re.compile(r"^\s*Số\s*:?[\s.…_\d]*[-/]")
DATE = re.compile(r"^.+,\s+ngày\s.*tháng\s.*năm\s", re.DOTALL)
MARK = re.compile(r"^\s*(DỰ THẢO|Dự thảo lần \d+)\s*$")
EFFECTIVE = re.compile(rf"(?<=từ )ngày\s{re.escape(BLANK)}")


def check_fillable(name: str, content: bytes, paper: PaperType) -> None:
    """A decision must keep its two lines for number and date. Raises BadPaper."""
    if paper.form != "decision":
        return
    head = _head(Document(io.BytesIO(content)))
    for rule, sign in (
        (BadPaper.Rule.NO_NUMBER_LINE, NUMBER),
        (BadPaper.Rule.NO_DATE_LINE, DATE),
    ):
        if sum(bool(sign.match(line.text)) for line in head) != 1:
            raise BadPaper(name=name, rule=rule)


def fill(content: bytes, issued: Context) -> bytes:
    """The .docx with the number, day and signer of the decision in `issued`, the draft note gone.

    Everything else stays as approved, and where it was: the line of the note stays empty. Same
    input, same bytes.
    """
    document = Document(io.BytesIO(content))
    blocks = blocks_of(issued)
    header = next(block for block in blocks if isinstance(block, Header))
    foot = next(block for block in blocks if isinstance(block, Foot))
    for line in _head(document):
        if MARK.match(line.text):
            _replace(line, 0, len(line.text), "")
        elif NUMBER.match(line.text):
            _replace(line, 0, len(line.text), header.number)
        elif DATE.match(line.text):
            _replace(line, 0, len(line.text), header.place_date)
    for line in document.paragraphs:
        if found := EFFECTIVE.search(line.text):
            _replace(line, found.start(), found.end(), issued.values["effective"])
    _sign(document, foot)
    document.core_properties.title = f"{issued.paper.title} – {issued.file.case.id}"
    return packed(document)


def _head(document: DocxDocument) -> list[Paragraph]:
    """Where number and date may stand: the first table, or the first lines where there is none."""
    letterhead = _lines(document, document.tables[0]._tbl) if document.tables else []
    return [*letterhead, *document.paragraphs[:10]]


def _lines(document: DocxDocument, node: Any) -> list[Paragraph]:
    return [Paragraph(found, document._body) for found in node.iter(qn("w:p"))]


def _sign(document: DocxDocument, foot: Foot) -> None:
    """The name under the title is that of the person who signed; no other cell is touched."""
    cells = [cell for table in document.tables for cell in table._tbl.iter(qn("w:tc"))]
    for lines in (_lines(document, cell) for cell in cells):
        said = [line for line in lines if line.text.strip()]
        titles = [line.text.strip() for line in said]
        if foot.title in titles and titles[-1] != foot.title:
            _replace(said[-1], 0, len(said[-1].text), foot.name)


def _replace(line: Paragraph, start: int, end: int, text: str) -> None:
    """Put `text` for the letters from `start` to `end`, in the look of the first of them."""
    place = 0
    for run in line.runs:
        length = len(run.text)
        cut_from, cut_to = max(start - place, 0), min(end - place, length)
        if cut_from < cut_to:
            run.text = run.text[:cut_from] + text + run.text[cut_to:]
            text = ""
        place += length
