"""One policy for what may act by itself in an Office file, at every door: nothing may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.intake.office_xml import Package, local, read_package, space
from domain.errors import BadPaper

MACROS = ("vbaproject", "macroenabled", "macrosheet", "keymapcustomizations", "vbadata")
ACTIVE_LINKS = frozenset(
    {
        "oleObject",
        "package",
        "control",
        "activeXControl",
        "activeXControlBinary",
        "aFChunk",
        "subDocument",
        "frame",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "recipientData",
        "extensibility",
        "webextension",
        "webextensiontaskpanes",
        "attachedToolbars",
        "connections",
        "externalLink",
    }
)
ACTIVE_FOLDERS = ("embeddings", "activex", "afchunk", "ctrlprops")
ACTIVE_ELEMENTS = frozenset({"altChunk", "object", "control", "OLEObject", "subDoc", "oleObject"})
ACTIVE_FIELDS = frozenset(
    {
        "DDE",
        "DDEAUTO",
        "LINK",
        "EMBED",
        "IMPORT",
        "INCLUDE",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "DATABASE",
        "MACROBUTTON",
        "RD",
        "CONTROL",
        "HTMLCONTROL",
    }
)
BUILT = "\0"
OFFICE_SPACES = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)
WORD_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)


def check_office(name: str, content: bytes) -> Package:
    """The package, when nothing in it acts by itself or leads outside but a hyperlink.

    Raises BadPaper: damaged, zip_bomb, not_plain_xml, macros, active_content, external_link.
    """
    package = read_package(name, content)
    _check_parts(package)
    _check_links(package)
    for tree in package.trees.values():
        _check_tree(name, tree)
    return package


def _check_parts(package: Package) -> None:
    for part in package.parts:
        said = f"{part} {package.types[part]}".lower()
        if any(mark in said for mark in MACROS):
            raise BadPaper(name=package.name, rule=BadPaper.Rule.MACROS)
        if any(folder in part.lower().split("/")[:-1] for folder in ACTIVE_FOLDERS):
            raise BadPaper(name=package.name, rule=BadPaper.Rule.ACTIVE_CONTENT)


def _check_links(package: Package) -> None:
    for relation in package.relations():
        if relation.kind.lower() in MACROS or "macrosheet" in relation.kind.lower():
            raise BadPaper(name=package.name, rule=BadPaper.Rule.MACROS)
        if relation.external and relation.kind != "hyperlink":
            raise BadPaper(name=package.name, rule=BadPaper.Rule.EXTERNAL_LINK)
        if relation.kind in ACTIVE_LINKS:
            raise BadPaper(name=package.name, rule=BadPaper.Rule.ACTIVE_CONTENT)


def _check_tree(name: str, tree: Any) -> None:
    if any(_acts(node) for node in tree.iter()):
        raise BadPaper(name=name, rule=BadPaper.Rule.ACTIVE_CONTENT)
    if any(word in ACTIVE_FIELDS or BUILT in word for word in field_words(tree)):
        raise BadPaper(name=name, rule=BadPaper.Rule.ACTIVE_CONTENT)


def _acts(node: Any) -> bool:
    """Elements of that name in somebody's own data say nothing."""
    return local(node) in ACTIVE_ELEMENTS and space(node).startswith(OFFICE_SPACES)


def field_words(tree: Any) -> Iterator[str]:
    """The first word of every field, in capitals, however many runs it is cut into; BUILT stands
    where another field would write part of it."""
    open_: list[str] = []
    for node in tree.iter():
        what = local(node) if space(node) in WORD_SPACES else ""
        if what == "fldSimple":
            yield field_name(next((v for k, v in node.attrib.items() if k.endswith("}instr")), ""))
        elif what == "instrText":
            open_ = [*open_[:-1], "".join(open_[-1:]) + (node.text or "")]
        elif what == "fldChar":
            kind = next((v for k, v in node.attrib.items() if k.endswith("}fldCharType")), "")
            if kind == "begin":
                open_ = [*open_[:-1], *(code + BUILT for code in open_[-1:]), ""]
            elif open_:
                yield field_name(open_[-1])
                open_ = open_[:-1] if kind == "end" else open_
    yield from map(field_name, open_)


def field_name(code: str) -> str:
    """The first word of a field's code, in capitals."""
    return next(iter(code.replace('"', " ").upper().split()), "")
