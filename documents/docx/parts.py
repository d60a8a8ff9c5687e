"""The few pieces of WordprocessingML that python-docx does not write itself."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_LINE_SPACING,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from documents.frame.layouts import MARGINS, PAGE, Style

FONT = "Times New Roman"
LEFT, CENTRE, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def set_page(document: Document) -> None:
    """A4 portrait, margins 20/20/30/15 mm, page number 10 mm from the edge, not on page 1."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True


def set_base_style(document: Document, size: float) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)
    language = OxmlElement("w:lang")
    for slot in ("w:val", "w:eastAsia"):
        language.set(qn(slot), "vi-VN")
    for old in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(old)
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1
    style.paragraph_format.widow_control = True


def add_page_number(document: Document, size: float) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> Any:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    return instruction


def write(paragraph: Paragraph, text: str, style: Style) -> None:
    """One run in the given style; the font is named in all four slots by the base style."""
    look = paragraph.add_run(text)._r.get_or_add_rPr()
    for tag, value in (  # in the order of the schema; the library looks for each place anew
        ("b", "" if style.bold else "0"),
        ("i", "" if style.italic else "0"),
        ("sz", str(round(style.size * 2))),
        ("u", "single" if style.underline else "none"),
    ):
        element = OxmlElement(f"w:{tag}")
        if value:
            element.set(qn("w:val"), value)
        look.append(element)


def space(paragraph: Paragraph, style: Style) -> None:
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    if style.exact:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(style.exact)


def rule(paragraph: Paragraph, length: float, column: float) -> None:
    """A line `length` mm long, centred in a column `column` mm wide: a top border with indents."""
    side = max((column - length) / 2, 0)
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Mm(side), Mm(side)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(4)
    form.space_before = Pt(3)  # clear of the letters above
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def dots_to(paragraph: Paragraph, place: float) -> None:
    """The tab of this line is filled with dots up to `place` mm: room for handwriting."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(place), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )


def add_columns(document: Document, widths: tuple[float, ...], *, rows: int = 1) -> Table:
    """A borderless table with fixed columns and no cell margins, no row split by a page."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    fix(table, widths, padding=(0, 0))
    keep_together(table)
    return table


def fix(table: Table, widths: tuple[float, ...], *, padding: tuple[float, float]) -> None:
    """Widths and padding (sides, above and below) in mm; the left border stands on the margin."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # the grid, which LibreOffice obeys
        for cell in column.cells:
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    indent = _twips("tblInd", padding[0])
    properties.insert_element_before(
        indent, "w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    margins = OxmlElement("w:tblCellMar")
    for side, length in zip(("top", "left", "bottom", "right"), padding[::-1] * 2, strict=True):
        margins.append(_twips(side, length))
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _twips(tag: str, length: float) -> Any:
    element = OxmlElement(f"w:{tag}")
    element.set(qn("w:w"), str(Mm(length).twips))
    element.set(qn("w:type"), "dxa")
    return element


def keep_together(table: Table) -> None:
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))


def repeat_heading(table: Table) -> None:
    """The first row stands again on every page that the table reaches."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def first_paragraph(cell: _Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    return paragraph
