"""A draft as a web page, without LibreOffice: the .docx itself read back, so that the page shows
what will be signed, with the sizes, weights, rules and indents of the file.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from documents.docx.word_runs import Run
from documents.docx.word_text import Piece, WordTable, parts_of
from documents.frame.layouts import MARGINS, PAGE
from templates import TEMPLATES

PREVIEW = TEMPLATES / "preview"


def preview(content: bytes, *, title: str) -> str:
    """A whole HTML page, printable on A4, every text escaped. Styles are classes, no attributes,
    so that a strict content policy can allow the one style element by its hash."""
    classes = _Classes()
    page = _environment().get_template("draft.html.j2")
    body = [_part(classes, part) for part in parts_of(content)]
    return page.render(title=title, body=body, rules=classes.rules, page=PAGE, margins=MARGINS)


class _Classes:
    """Each distinct look gets one class."""

    def __init__(self) -> None:
        self.rules: dict[str, str] = {}

    def name(self, css: str) -> str:
        return self.rules.setdefault(css, f"s{len(self.rules) + 1}")


def _part(classes: _Classes, part: Piece | WordTable) -> dict[str, object]:
    if isinstance(part, Piece):
        return {"kind": "paragraph", "paragraph": _paragraph(classes, part)}
    rows = [[[_paragraph(classes, p) for p in cell] for cell in row] for row in part.rows]
    columns = [classes.name(f"width:{width:.2f}mm") for width in part.widths]
    return {"kind": "table", "rows": rows, "columns": columns, "bordered": part.bordered}


def _paragraph(classes: _Classes, piece: Piece) -> dict[str, object]:
    runs = [{"text": run.text, "css": classes.name(_run_css(run))} for run in piece.runs]
    return {"css": classes.name(_paragraph_css(piece)), "runs": runs, "ruled": piece.ruled}


def _paragraph_css(piece: Piece) -> str:
    parts = [
        f"text-align:{piece.align}",
        f"margin:{piece.before:g}pt {piece.right:g}mm {piece.after:g}pt {piece.left:g}mm",
        f"text-indent:{piece.first:g}mm",
    ]
    if piece.runs:  # a line is as high as its largest letters
        parts.append(f"font-size:{max(run.size for run in piece.runs):g}pt")
    if piece.exact:
        parts.append(f"line-height:{piece.exact:g}pt;min-height:{piece.exact:g}pt")
    if piece.ruled:
        parts.append("border-top:0.75pt solid")
    return ";".join(parts)


def _run_css(run: Run) -> str:
    parts = [f"font-size:{run.size:g}pt"]
    parts += ["font-weight:bold"] * run.bold + ["font-style:italic"] * run.italic
    parts += ["text-decoration:underline"] * run.underline
    parts += ["outline:1pt dashed red"] * run.hidden  # text that paper would not show
    return ";".join(parts)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PREVIEW),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
