"""A draft written anew from what was parsed: of a package only what prints and people are shown.

Nothing unseen survives: no part that no allowed relation leads to, no relation to the outside, no
element, attribute, field or setting that is not on the lists here. Two files that say and look the
same give the same bytes, whoever saved them; so this form also tells whether two versions differ.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from documents.intake.office_check import WORD_SPACES, field_name
from documents.intake.office_xml import (
    RELATIONSHIPS,
    Package,
    elements,
    local,
    read_package,
    space,
)
from documents.intake.word_content import LOOKS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry
# Relation of the text → its place and content type here; `{}` where there may be several.
PARTS = {
    "styles": ("styles.xml", f"{TYPE}.styles+xml"),
    "settings": ("settings.xml", f"{TYPE}.settings+xml"),
    "footnotes": ("footnotes.xml", f"{TYPE}.footnotes+xml"),
    "endnotes": ("endnotes.xml", f"{TYPE}.endnotes+xml"),
    "header": ("header{}.xml", f"{TYPE}.header+xml"),
    "footer": ("footer{}.xml", f"{TYPE}.footer+xml"),
}
MAIN = f"{TYPE}.document.main+xml"
# Marks that print nothing, and frames around text whose content stays.
GONE = frozenset(
    {"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak"}
    | {"sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "ffData", "latentStyles", "rsids"}
    | {"rsid", "noProof", "lang", "uiPriority", "qFormat", "semiHidden", "unhideWhenUsed", "next"}
    | {"locked", "autoRedefine", "link", "aliases", "outlineLvl", "personal"}
    | {"numPr", "cnfStyle", "tblCaption", "tblDescription", "divId", "oMath", "printerSettings"}
)
UNWRAPPED = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "hyperlink"})
UNSEEN = re.compile(r"^rsid|[tT]heme")  # what a theme says is written out, or stands beside
LINKS = frozenset({"HYPERLINK", ""})  # fields of which only the text they show stays
WORDS = frozenset({"t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"})
NOTED = frozenset({"headerReference", "footerReference"})
SETTINGS = frozenset(
    {"mirrorMargins", "gutterAtTop", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"}
    | {"autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps"}
    | {"defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang"}
    | {"footnotePr", "endnotePr", "noLineBreaksAfter", "noLineBreaksBefore", "decimalSymbol"}
)
NAMES = {"w": W, "r": OFFICE}
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
CORE_SPACE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    type: str
    relation: str
    root: Any


def canonical(content: bytes) -> bytes:
    """This form of a draft kept already. Raises BadPaper where it is damaged."""
    return rewritten(read_package("", content))


def rewritten(package: Package) -> bytes:
    """The package written anew, in the usual dialect, byte for byte the same each time."""
    main = _main(package)
    ids: dict[str, str] = {}
    parts = list(_parts(package, main, ids))
    for root in (package.trees[main], *(part.root for part in parts)):
        _drop_links(root)
        _write_out_fonts(root, _theme_fonts(package))
    document = _cleaned_root(package.trees[main], ids)
    others = [(part, _cleaned_root(part.root, {})) for part in parts]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, root in _files(document, others, ids):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            packed.writestr(entry, text)
    return made.getvalue()


def _main(package: Package) -> str:
    """The part with the text, by its relation."""
    found = (
        r for r in package.relations() if (r.part, r.kind) == ("_rels/.rels", "officeDocument")
    )
    return next((r.target.lstrip("/") for r in found), "word/document.xml")


def _parts(package: Package, main: str, ids: dict[str, str]) -> Iterator[_Part]:
    """What the text refers to, in a settled order; `ids` old id of a relation → new."""
    folder, _, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    links = {r.id: r for r in package.relations() if r.part == rels and not r.external}
    used = [v for node in package.trees[main].iter() for k, v in node.attrib.items() if _is_id(k)]
    order = [*dict.fromkeys(used), *sorted(set(links) - set(used))]
    numbers: dict[str, int] = {}
    for id_ in order:
        link = links.get(id_)
        if link is None or link.kind not in PARTS or (link.kind in numbers and id_ not in used):
            continue
        at = posixpath.normpath(posixpath.join(folder, link.target)).lstrip("/")
        target = link.target.lstrip("/") if link.target.startswith("/") else at
        if target not in package.trees:
            continue
        numbers[link.kind] = numbers.get(link.kind, 0) + 1
        place, type_ = PARTS[link.kind]
        ids[id_] = f"rId{len(ids) + 1}"
        yield _Part(place.format(numbers[link.kind]), type_, link.kind, package.trees[target])


def _is_id(attribute: str) -> bool:
    return attribute.endswith("}id") and "relationships" in attribute


def _theme_fonts(package: Package) -> dict[str, str]:
    """major and minor → typeface, where the file has a theme."""
    return {
        local(node).removesuffix("Font"): str(latin.get("typeface", ""))
        for tree in package.trees.values()
        for node in tree.iter("{*}majorFont", "{*}minorFont")
        for latin in node.iterchildren("{*}latin")
    }


def _write_out_fonts(root: Any, fonts: Mapping[str, str]) -> None:
    """A typeface of the theme by its name: no theme is kept."""
    for node in root.iter("{*}rFonts"):
        for key, value in list(node.attrib.items()):
            name = etree.QName(key)
            font = fonts.get(value[:5], "")
            if name.localname in ("asciiTheme", "hAnsiTheme") and font:
                node.set(f"{{{name.namespace}}}{name.localname.removesuffix('Theme')}", font)


def _drop_links(root: Any) -> None:
    """Code of fields that only lead somewhere; what they show stays."""
    open_: list[tuple[list[str], list[Any]]] = []
    gone: list[Any] = []
    for node in root.iter():
        name = local(node) if space(node) in WORD_SPACES else ""
        kind = next((v for k, v in node.attrib.items() if k.endswith("}fldCharType")), "")
        if name == "fldChar" and kind == "begin":
            open_.append(([], [node]))
        elif name in ("fldChar", "instrText") and open_:
            open_[-1][1].append(node)
            open_[-1][0].append(node.text or "")
            if kind == "end":
                code, nodes = open_.pop()
                gone += nodes if field_name("".join(code)) in LINKS else []
    for node in gone:
        node.getparent().remove(node)


def _cleaned_root(root: Any, ids: Mapping[str, str]) -> Any:
    made = etree.Element(f"{{{W}}}{local(root)}", nsmap=NAMES)
    _copy_attributes(root, made, ids)
    wanted = (
        (child for child in root if local(child) in SETTINGS) if local(root) == "settings" else root
    )
    for child in wanted:
        made.extend(_cleaned(child, ids))
    for paragraph in made.iter(f"{{{W}}}p"):
        _merge_runs(paragraph)
    return made


def _cleaned(node: Any, ids: Mapping[str, str]) -> list[Any]:
    name = local(node)
    if space(node) not in WORD_SPACES or name in GONE:
        return []
    inner = [one for child in elements(node) for one in _cleaned(child, ids)]
    if name in UNWRAPPED or (name == "fldSimple" and field_name(_code(node)) in LINKS):
        return inner
    made = etree.Element(f"{{{W}}}{name}", nsmap=NAMES)
    _copy_attributes(node, made, ids)
    if name in ("t", "instrText"):
        made.text = _spoken(node)
        made.set(f"{{{XML}}}space", "preserve")
    made.extend(inner)
    empty = not len(made) and not made.attrib
    return [] if empty and name in LOOKS - {"sectPr"} else [made]


def _spoken(node: Any) -> str:
    """Blanks at either end print only where the file says that they are to be kept."""
    text = node.text or ""
    return text if node.get(f"{{{XML}}}space") == "preserve" else text.strip(" \t\r\n")


def _code(node: Any) -> str:
    return next((str(v) for k, v in node.attrib.items() if k.endswith("}instr")), "")


def _copy_attributes(node: Any, made: Any, ids: Mapping[str, str]) -> None:
    """In one order; a relation only where it leads to a part that is kept."""
    kept = {}
    for key, value in node.attrib.items():
        name = etree.QName(key)
        if name.namespace in WORD_SPACES and not UNSEEN.search(name.localname):
            kept[f"{{{W}}}{name.localname}"] = value
        elif local(node) in NOTED and _is_id(key):
            kept[f"{{{OFFICE}}}id"] = ids.get(value, "")
    for key in sorted(kept):
        made.set(key, kept[key])


def _merge_runs(paragraph: Any) -> None:
    """Neighbours of one look are one: Word cuts them at will."""
    last: Any = None
    for run in list(paragraph):
        said = {local(child) for child in run} - {"rPr"}
        if local(run) != "r" or said - WORDS:  # a mark of a note or field stands by itself
            last = None
        elif not said:
            paragraph.remove(run)
        elif last is not None and _look(last) == _look(run):
            for child in [child for child in run if local(child) != "rPr"]:
                _append(last, child)
            paragraph.remove(run)
        else:
            last = run


def _append(run: Any, child: Any) -> None:
    if local(child) == "t" and len(run) and local(run[-1]) == "t":
        run[-1].text = (run[-1].text or "") + (child.text or "")
    else:
        run.append(child)


def _look(run: Any) -> bytes:
    look = run.find(f"{{{W}}}rPr")
    return b"" if look is None else etree.tostring(look, method="c14n")


def _files(
    document: Any, others: list[tuple[_Part, Any]], ids: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    types = etree.Element(f"{{{CONTENT}}}Types", nsmap={None: CONTENT})
    for ending, said in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, f"{{{CONTENT}}}Default", Extension=ending, ContentType=said)
    for name, said in (("document.xml", MAIN), *((part.name, part.type) for part, _ in others)):
        etree.SubElement(
            types, f"{{{CONTENT}}}Override", PartName=f"/word/{name}", ContentType=said
        )
    etree.SubElement(
        types, f"{{{CONTENT}}}Override", PartName="/docProps/core.xml", ContentType=CORE_TYPE
    )
    yield "[Content_Types].xml", types
    yield (
        "_rels/.rels",
        _relations(
            [
                ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
                ("rId2", CORE, "docProps/core.xml"),
            ]
        ),
    )
    # Without it the library would write one with the time of day.
    yield "docProps/core.xml", etree.Element(f"{{{CORE_SPACE}}}coreProperties")
    named = zip(ids.values(), (part for part, _ in others), strict=True)
    links = [(id_, f"{OFFICE}/{part.relation}", part.name) for id_, part in named]
    yield "word/_rels/document.xml.rels", _relations(links)
    yield "word/document.xml", document
    for part, root in others:
        yield f"word/{part.name}", root


def _relations(links: list[tuple[str, str, str]]) -> Any:
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    for id_, kind, target in links:
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=id_, Type=kind, Target=target)
    return root
