"""The runs of one paragraph of a .docx: what is written, and in which look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run as DocxRun

from domain.text import nfc

MORE: tuple[str, ...] = (
    "color",
    "highlight",
    "shd",
    "strike",
    "dstrike",
    "caps",
    "smallCaps",
    "vertAlign",
)
MORE += ("spacing", "position", "w")
PLAIN = frozenset({"auto", "000000", "none", "baseline", "0", "false", "off", "100"})
DEEPEST = 12  # styles based on styles: Word allows no more, a crafted file may go in circles


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look. `size` in points; `more` what else of the look differs from
    plain black letters, such as `color=FF0000`."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    hidden: bool = False
    more: tuple[str, ...] = ()


def runs_of(paragraph: Paragraph, style: Any, base: Length) -> tuple[Run, ...]:
    """The text of a paragraph in this style; `base` is the size where none is said.

    Neighbouring runs of one look are one: Word cuts them at will.
    """
    merged: list[Run] = []
    node = paragraph._p
    counted = _page_numbers(node)
    for run in node.iter(qn("w:r")):
        text = _text(run, node)
        if not text or run in counted:
            continue
        read = _run(run, paragraph, style, text, base)
        last = merged[-1] if merged else None
        if last is not None and _look(last) == _look(read):
            merged[-1] = Run(last.text + text, *_look(read))
        else:
            merged.append(read)
    return tuple(merged)


def _run(run: Any, paragraph: Paragraph, style: Any, text: str, base: Length) -> Run:
    """The run's own look, else its character style's, else its paragraph's."""
    properties = run.find(qn("w:rPr"))
    own = {} if properties is None else {child.tag: child for child in properties}
    styles: list[Any] = [style]
    if qn("w:rStyle") in own:
        styles.insert(0, DocxRun(run, paragraph).style)
    size, line = own.get(qn("w:sz")), own.get(qn("w:u"))
    return Run(
        text,
        (_inherited(styles, "size") or base).pt
        if size is None
        else float(size.get(qn("w:val"))) / 2,
        bold=_on(own.get(qn("w:b")), bool(_inherited(styles, "bold"))),
        italic=_on(own.get(qn("w:i")), bool(_inherited(styles, "italic"))),
        underline=bool(_inherited(styles, "underline"))
        if line is None
        else line.get(qn("w:val")) != "none",
        hidden=any(_on(_said(name, own, styles), False) for name in ("vanish", "webHidden")),
        more=tuple(sorted(filter(None, (_more(name, own, styles) for name in MORE)))),
    )


def _more(name: str, own: dict[str, Any], styles: list[Any]) -> str:
    node = _said(name, own, styles)
    if node is None:
        return ""
    value = node.get(qn("w:fill" if name == "shd" else "w:val"), "true")
    return "" if value in PLAIN else f"{name}={value}"


def _said(name: str, own: dict[str, Any], styles: list[Any]) -> Any:
    """The run's own word on it, else the first of these styles', or of those they are based on."""
    tag = qn(f"w:{name}")
    if tag in own:
        return own[tag]
    for style in styles:
        for _ in range(DEEPEST):
            look = None if style is None else style.element.find(qn("w:rPr"))
            found = None if look is None else look.find(tag)
            if found is not None:
                return found
            style = None if style is None else style.base_style
    return None


def _inherited(styles: list[Any], name: str) -> Any:
    """The first of these styles, or of those they are based on, that says it."""
    for style in styles:
        for _ in range(DEEPEST):
            if style is None:
                break
            if (said := getattr(style.font, name)) is not None:
                return said
            style = style.base_style
    return None


def _page_numbers(node: Any) -> set[Any]:
    """Runs that hold a page number as some program last counted it: printing counts anew."""
    found: set[Any] = set()
    inside, code = False, ""
    for run in node.iter(qn("w:r")):
        code += "".join(part.text or "" for part in run.iter(qn("w:instrText")))
        mark = run.find(qn("w:fldChar"))
        kind = "" if mark is None else mark.get(qn("w:fldCharType"))
        inside = kind == "separate" or (inside and kind != "end")
        code = "" if kind in ("begin", "end") else code
        if inside and code.split()[:1] in (["PAGE"], ["NUMPAGES"]):
            found.add(run)
    return found


def is_fallback(node: Any) -> bool:
    """Word keeps a second copy of each text box for old programs."""
    return any(a.tag.endswith("}Fallback") for a in node.iterancestors())


def _text(run: Any, paragraph: Any) -> str:
    """Text of a run that belongs to this very paragraph, not to a text box inside it."""
    if next(run.iterancestors(qn("w:p"))) is not paragraph or is_fallback(run):
        return ""
    return nfc("".join(SAID[child.tag](child) for child in run if child.tag in SAID))


SAID: dict[str, Any] = {
    qn("w:t"): lambda node: node.text or "",
    qn("w:tab"): lambda _: "\t",
    qn("w:br"): lambda _: "\n",
    qn("w:cr"): lambda _: "\n",
    qn("w:noBreakHyphen"): lambda _: "-",
    qn("w:softHyphen"): lambda _: "\u00ad",
}


def _look(run: Run) -> tuple[float, bool, bool, bool, bool, tuple[str, ...]]:
    return run.size, run.bold, run.italic, run.underline, run.hidden, run.more


def _on(node: Any, otherwise: bool) -> bool:
    if node is None:
        return otherwise
    return node.get(qn("w:val"), "true") not in ("false", "0", "off")
