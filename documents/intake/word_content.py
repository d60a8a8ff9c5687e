"""What a draft may hold: what people are shown and can compare, and nothing else that prints.

Names are resolved by the parser. An element that is not on the list is refused by the name people
know it by, with the way out; for what is not shown could differ between what is read and signed
and what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.intake.office_check import BUILT, WORD_SPACES, field_words
from documents.intake.office_xml import Package, local, space
from domain.errors import BadPaper

TEXT_ROOTS = frozenset({"document", "hdr", "ftr", "footnotes", "endnotes"})
SAID = frozenset({"t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "instrText", "fldChar"})
STRUCTURE = frozenset(
    {"document", "body", "p", "r", "hyperlink", "tbl", "tr", "tc", "sdt", "sdtContent", "sdtEndPr"}
    | {"hdr", "ftr", "footnotes", "footnote", "endnotes", "endnote", "fldSimple", "smartTag"}
    | {"footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef", "separator"}
    | {"continuationSeparator", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart"}
    | {"permEnd", "lastRenderedPageBreak", "customXml", "ffData"}
)
# What says how things look: its children are looks as well.
LOOKS = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx", "sectPr", "sdtPr", "ffData"}
    | {"smartTagPr", "customXmlPr"}
)
FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", ""})
UNSEEN_LOOKS = frozenset({"numPr", "framePr", "textDirection", "eastAsianLayout", "fitText"}) | {
    "effect",
    "em",
    "imprint",
    "emboss",
    "outline",
    "shadow",
}
# Name of an element → what people call it (`unseen` in words.yaml).
CALLED = {
    "sym": "symbol",
    "drawing": "drawing",
    "pict": "drawing",
    "AlternateContent": "drawing",
    "contentPart": "drawing",
    "object": "drawing",
    "background": "background",
    "oMath": "equation",
    "oMathPara": "equation",
    "ruby": "ruby",
    "numPr": "numbering",
    "ptab": "position_tab",
    "framePr": "frame",
    "textDirection": "turned_text",
    "eastAsianLayout": "turned_text",
    "fitText": "stretched_text",
}
SHAPING = frozenset({"ligatures", "numForm", "numSpacing", "stylisticSets", "cntxtAlts"})
EFFECTS = frozenset({"effect", "em", "imprint", "emboss", "outline", "shadow"})


def check_shown(package: Package) -> None:
    """Raises BadPaper: not_shown, naming what was found."""
    found = sorted(set(_unseen(package)))
    if found:
        raise BadPaper(name=package.name, rule=BadPaper.Rule.NOT_SHOWN, unseen=found)


def _unseen(package: Package) -> Iterator[str]:
    for tree in package.trees.values():  # by what it is, not by what the package calls it
        if local(tree) in TEXT_ROOTS and space(tree) in WORD_SPACES:
            yield from _unseen_in(tree)
            yield from ("field" for word in field_words(tree) if not _is_shown(word))
    yield from _numbered_styles(package)
    yield from _foreign_looks(package)


def _foreign_looks(package: Package) -> Iterator[str]:
    """Glow, outlines and the like of later Words, in a text or a style. Ligatures, which new Words
    set for every file, are taken out silently: they change no letter."""
    for tree in package.trees.values():
        for look in tree.iter("{*}rPr"):
            names = {local(inner) for inner in look if space(inner) not in WORD_SPACES}
            if space(look) in WORD_SPACES and names - SHAPING - {""}:
                yield "effect"


def _is_shown(word: str) -> bool:
    return word in FIELDS and BUILT not in word


def _unseen_in(node: Any) -> Iterator[str]:
    """Depth first; the children of a look are looks, whatever their names."""
    left = [node]
    while left:
        here = left.pop()
        name = local(here)
        if not name:
            continue
        if space(here) not in WORD_SPACES or name not in SAID | STRUCTURE | LOOKS:
            yield CALLED.get(name, "unknown")
        elif name in LOOKS:
            yield from _unseen_looks(here)
        else:
            left += list(here)


def _unseen_looks(node: Any) -> Iterator[str]:
    for inner in node.iter():
        name = local(inner)
        if name in UNSEEN_LOOKS and not _is_off(inner):
            yield "effect" if name in EFFECTS else CALLED[name]


def _is_off(node: Any) -> bool:
    """Numbering with the number 0 is none; an effect may be turned off."""
    if local(node) == "numPr":
        ids = [_value(inner) for inner in node if local(inner) == "numId"]
        return ids == ["0"]
    return _value(node) in ("0", "false", "off", "none", "lrTb", "nil")


def _value(node: Any) -> str:
    return next((str(v) for k, v in node.attrib.items() if k.endswith("}val")), "")


def _numbered_styles(package: Package) -> Iterator[str]:
    """A style may number its paragraphs: found where a paragraph, or a style it uses, has it."""
    used = {
        _value(node)
        for tree in package.trees.values()
        if local(tree) in TEXT_ROOTS
        for node in tree.iter()
        if local(node) == "pStyle"
    }
    styles = {
        next((v for k, v in node.attrib.items() if k.endswith("}styleId")), ""): node
        for tree in package.trees.values()
        for node in tree.iter()
        if local(node) == "style" and space(node) in WORD_SPACES
    }
    if any(_numbers(styles, name) for name in used | _defaults(styles)):
        yield "numbering"


def _defaults(styles: dict[str, Any]) -> set[str]:
    marked = ("1", "true", "on")
    return {
        name
        for name, node in styles.items()
        if any(k.endswith("}default") and v in marked for k, v in node.attrib.items())
    }


def _numbers(styles: dict[str, Any], name: str) -> bool:
    """Also by a style that this one is based on; a crafted file may go in circles."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        inner = list(styles[name].iter())
        if any(local(node) == "numPr" and not _is_off(node) for node in inner):
            return True
        name = next((_value(node) for node in inner if local(node) == "basedOn"), "")
    return False
