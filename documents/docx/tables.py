"""A bordered table of a paper: inside the margins, its heading again on each page it reaches."""

from __future__ import annotations

from docx.document import Document
from docx.text.paragraph import Paragraph

from documents.docx import parts
from documents.frame.layouts import TEXT_WIDTH, Style

Rows = tuple[tuple[str, ...], ...]
TEXT = Style(12)
HEADING = Style(12, bold=True)
GAP = Style(6, exact=6)
SHORT = 12  # letters: a column of such cells is centred
PADDING = (1.4, 0.4)  # mm between a border and the text: at the sides, above and below


def add_table(document: Document, rows: Rows) -> None:
    """The first row is the heading. What stands above stays on the page of the first rows.

    A gap after the table, too: LibreOffice keeps no heading with its text right after a table.
    """
    _gap(document).paragraph_format.keep_with_next = True
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    table.autofit = False
    for place, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, centred in zip(row.cells, texts, _short_columns(rows), strict=True):
            line = parts.first_paragraph(cell)
            line.alignment = parts.CENTRE if centred or place == 0 else parts.LEFT
            parts.write(line, text, HEADING if place == 0 else TEXT)
    parts.fix(table, _widths(rows), padding=PADDING)
    parts.keep_together(table)
    parts.repeat_heading(table)
    _gap(document)


def _gap(document: Document) -> Paragraph:
    gap: Paragraph = document.add_paragraph()
    parts.space(gap, GAP)
    return gap


def _short_columns(rows: Rows) -> list[bool]:
    return [max(map(len, column)) <= SHORT for column in zip(*rows[1:], strict=True)] or [
        False for _ in rows[0]
    ]


def _widths(rows: Rows) -> tuple[float, ...]:
    """Columns share the text width by their longest text, none too thin and none too greedy."""
    weights = [min(max(map(len, column)), 40) + 8 for column in zip(*rows, strict=True)]
    return tuple(TEXT_WIDTH * weight / sum(weights) for weight in weights)
