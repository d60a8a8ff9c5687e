"""Blocks + layout → an editable .docx, right to the figures of the layout table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import singledispatchmethod

from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from documents.content.blocks import (
    Addressees,
    Block,
    Centred,
    Dotted,
    Foot,
    Ground,
    Header,
    Heading,
    Paragraph,
    Signatures,
    TableBlock,
    Title,
)
from documents.docx import parts
from documents.docx.blank import blank, packed
from documents.docx.tables import add_table
from documents.docx.widths import balanced_indent, best_cut, width_mm
from documents.frame.layouts import TEXT_WIDTH, Layout, Style

SIGNATURE_LINES = 4
HANGING = 2.2  # mm: recipients' second line stands under the text, not under the dash


def write(blocks: list[Block], layout: Layout, *, title: str, made: datetime) -> bytes:
    """The .docx as bytes. `made` is written into the file's properties; nothing else is a clock."""
    writer = Writer(layout)
    for block in blocks:
        writer.add(block)
    properties = writer.document.core_properties
    properties.title, properties.author, properties.comments = title, "Thẩm Định", ""
    properties.created = properties.modified = made.replace(tzinfo=None, microsecond=0)
    properties.last_modified_by, properties.revision = "", 1
    return packed(writer.document)


class Writer:
    """Adds one block after another to a fresh document."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.document = blank()
        parts.set_page(self.document)
        parts.set_base_style(self.document, layout.body.size)
        parts.add_page_number(self.document, layout.page_number.size)

    @singledispatchmethod
    def add(self, block: Block) -> None:
        raise TypeError(f"no such block: {block!r}")

    @add.register
    def _header(self, block: Header) -> None:
        """Names above; number and date below, on one level however long the names are."""
        layout = self.layout
        left = [
            (block.number, layout.number),
            (block.subject, layout.cv_subject),
            (block.mark, layout.mark),
        ]
        right = [(block.place_date, layout.place)]
        rows = parts.add_columns(self.document, layout.header_columns, rows=2).rows
        self._issuer(rows[0].cells[0], block)
        self._top(rows[0].cells[1])
        self._centred_lines(rows[1].cells[0], left)
        self._centred_lines(rows[1].cells[1], right)

    def _issuer(self, cell: _Cell, block: Header) -> None:
        layout, column = self.layout, self.layout.header_columns[0]
        line = parts.first_paragraph(cell)
        if block.superior:
            self._name(line, block.superior, layout.superior)
            line = cell.add_paragraph()
        issuer, size = self._name(line, block.issuer, layout.issuer)
        if layout.issuer_mark == "star":
            self._centre(cell.add_paragraph(), "*", layout.issuer)
        else:
            longest = max(width_mm(line, size, bold=True) for line in issuer.split("\n"))
            parts.rule(cell.add_paragraph(), min(longest, column) * 0.42, column)

    def _name(self, line: DocxParagraph, text: str, style: Style) -> tuple[str, float]:
        """A body's name as written, and its size: the largest at which it is cut well."""
        sizes = (style.size, self.layout.issuer_smallest)
        cut, size = best_cut(text, sizes, self.layout.issuer_room, bold=style.bold)
        self._centre(line, cut, replace(style, size=size))
        return cut, size

    def _top(self, cell: _Cell) -> None:
        layout, column = self.layout, self.layout.header_columns[1]
        self._centre(parts.first_paragraph(cell), layout.top_line, layout.top)
        last, style = layout.top_line, layout.top
        if layout.motto:
            self._centre(cell.add_paragraph(), layout.motto, layout.motto_style)
            last, style = layout.motto, layout.motto_style
        parts.rule(cell.add_paragraph(), width_mm(last, style.size, bold=True), column)

    def _centred_lines(self, cell: _Cell, lines: list[tuple[str, Style]]) -> None:
        """One below the other, empty ones left out."""
        line = parts.first_paragraph(cell)
        for place, (text, style) in enumerate((t, s) for t, s in lines if t):
            self._centre(cell.add_paragraph() if place else line, text, style)

    @add.register
    def _title(self, block: Title) -> None:
        self._centre(self.document.add_paragraph(), block.type_name, self.layout.type_name)
        subject = self.document.add_paragraph()
        self._centre(subject, block.subject, self.layout.subject)
        side = balanced_indent(width_mm(block.subject, self.layout.subject.size, bold=True))
        subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(side)
        if self.layout.subject_mark == "dashes":
            self._centre(self.document.add_paragraph(), "-----", self.layout.subject)
        else:
            width = width_mm(block.subject, self.layout.subject.size, bold=True)
            length = min(width, TEXT_WIDTH) * 0.4
            parts.rule(self.document.add_paragraph(), length, TEXT_WIDTH)

    @add.register
    def _addressees(self, block: Addressees) -> None:
        """One name on the line of the word, centred; several below it, each with a dash."""
        name = Style(self.layout.body.size, exact=self.layout.body.exact)
        word = replace(name, italic=self.layout.system == "party", before=12)
        first = self.document.add_paragraph()
        parts.space(first, word)
        parts.write(first, block.word, word)
        if len(block.names) == 1:
            first.alignment = parts.CENTRE
            parts.write(first, f" {block.names[0]}", name)
        else:
            first.paragraph_format.left_indent = Mm(25)
            self._list_addressees(block.names)

    def _list_addressees(self, names: tuple[str, ...]) -> None:
        for place, name in enumerate(names, start=1):
            end = self.layout.item_last if place == len(names) else self.layout.item_end
            line = self.document.add_paragraph()
            line.paragraph_format.left_indent = Mm(48)
            line.paragraph_format.first_line_indent = Mm(-3)
            style = Style(self.layout.body.size, exact=self.layout.body.exact)
            parts.space(line, style)
            parts.write(line, f"- {name}{end}", style)

    @add.register
    def _ground(self, block: Ground) -> None:
        end = self.layout.ground_last if block.last else ";"
        self._body_line(f"{self.layout.ground_prefix}{block.text}{end}", self.layout.ground)

    @add.register
    def _centred(self, block: Centred) -> None:
        line = self.document.add_paragraph()
        self._centre(line, block.text, self.layout.authority_line)
        line.paragraph_format.keep_with_next = True

    @add.register
    def _heading(self, block: Heading) -> None:
        body = self.layout.body
        style = Style(body.size, bold=True, before=body.before, exact=body.exact)
        line = self._body_line(block.text, style)
        line.paragraph_format.keep_with_next = True

    @add.register
    def _paragraph(self, block: Paragraph) -> None:
        self._body_line(block.text, self.layout.body, lead=block.lead)

    @add.register
    def _table(self, block: TableBlock) -> None:
        add_table(self.document, block.rows)

    @add.register
    def _dotted(self, block: Dotted) -> None:
        line = self._body_line(f"{block.text}\t", self.layout.body)
        line.alignment = parts.LEFT
        parts.dots_to(line, TEXT_WIDTH)

    @add.register
    def _signatures(self, block: Signatures) -> None:
        self._gap_before_signature()
        width = TEXT_WIDTH / len(block.signed)
        cells = parts.add_columns(self.document, (width,) * len(block.signed)).rows[0].cells
        for cell, (title, name) in zip(cells, block.signed, strict=True):
            self._signature(cell, (), title, name)
        if block.recipients:  # in the row of the signatures: never alone on the last page
            parts.space(cells[0].add_paragraph(), Style(8))
            self._recipients(cells[0], cells[0].add_paragraph(), block.recipients)

    @add.register
    def _foot(self, block: Foot) -> None:
        self._gap_before_signature()
        left, right = parts.add_columns(self.document, self.layout.foot_columns).rows[0].cells
        self._recipients(left, parts.first_paragraph(left), block.recipients)
        self._signature(right, block.authority, block.title, block.name)

    def _recipients(self, cell: _Cell, word: DocxParagraph, names: tuple[str, ...]) -> None:
        layout = self.layout
        parts.write(word, "Nơi nhận", layout.recipients_word)
        parts.write(
            word,
            ":",
            Style(
                layout.recipients_word.size,
                bold=layout.recipients_word.bold,
                italic=layout.recipients_word.italic,
            ),
        )
        for place, name in enumerate(names, start=1):
            line = cell.add_paragraph()
            line.paragraph_format.left_indent = Mm(HANGING)
            line.paragraph_format.first_line_indent = Mm(-HANGING)
            end = layout.item_last if place == len(names) else layout.item_end
            parts.write(line, f"- {name}{end}", layout.recipients)

    def _signature(self, cell: _Cell, authority: tuple[str, ...], title: str, name: str) -> None:
        layout = self.layout
        lines = [(text, layout.authority) for text in authority]
        lines.append((title, layout.signer_title))
        line = parts.first_paragraph(cell)
        for text, style in lines:
            self._centre(line, text, style)
            line.paragraph_format.keep_with_next = True
            line = cell.add_paragraph()
        for _ in range(SIGNATURE_LINES - 1):
            line.paragraph_format.keep_with_next = True
            line = cell.add_paragraph()
        self._centre(line, name, layout.signer_name)

    def _gap_before_signature(self) -> None:
        """The end of the text and the signature stand on one page."""
        if self.document.paragraphs:
            self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._gap(8).paragraph_format.keep_with_next = True

    def _gap(self, height: float) -> DocxParagraph:
        """Without a paragraph between them two tables would be one."""
        gap = self.document.add_paragraph()
        parts.space(gap, Style(6, exact=height))
        return gap

    def _centre(self, line: DocxParagraph, text: str, style: Style) -> None:
        line.alignment = parts.CENTRE
        parts.space(line, style)
        parts.write(line, text, style)

    def _body_line(self, text: str, style: Style, *, lead: str = "") -> DocxParagraph:
        line = self.document.add_paragraph()
        line.alignment = parts.JUSTIFIED
        line.paragraph_format.first_line_indent = Mm(self.layout.first_line)
        parts.space(line, style)
        if lead:
            parts.write(line, f"{lead} ", Style(style.size, bold=True))
        parts.write(line, text, style)
        return line
