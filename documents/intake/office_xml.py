"""The parts of an Office package read by a parser: UTF-8 without DTD, every name resolved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from domain.errors import BadPaper

LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PACKED = 200  # times smaller than its content: no honest document
MOST_PARTS = 2_000
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


@dataclass(frozen=True, slots=True)
class PartLink:
    """A link of a part. `kind` is the last word of its type, whatever the dialect."""

    part: str
    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """Parts by name; `trees` are those that are XML, parsed; `types` their content types."""

    name: str
    parts: dict[str, bytes]
    trees: dict[str, Any]
    types: dict[str, str]

    def relations(self) -> Iterator[PartLink]:
        for part, tree in self.trees.items():
            if part.endswith(".rels"):
                yield from (_relation(self.name, part, node) for node in elements(tree))


def read_package(name: str, content: bytes) -> Package:
    """Raises BadPaper: damaged, zip_bomb, not_plain_xml."""
    parts = _unpacked(name, content)
    types = _types(name, parts)
    trees = {
        part: parse(name, xml) for part, xml in parts.items() if _is_xml(part, types.get(part, ""))
    }
    return Package(name, parts, trees, types)


def parse(name: str, xml: bytes) -> Any:
    """The root of one part. Raises BadPaper."""
    if xml.startswith(UTF_16):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_PLAIN_XML)
    try:
        root = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError) as fault:
        if getattr(fault, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from fault
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from fault
    told = root.getroottree().docinfo
    if told.internalDTD is not None or told.doctype:
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_PLAIN_XML)
    if (told.encoding or "UTF-8").upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_PLAIN_XML)
    return root


def elements(root: Any) -> Iterator[Any]:
    """Children that are elements: no comment, no instruction."""
    return (node for node in root if isinstance(node.tag, str))


def local(node: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def space(node: Any) -> str:
    return str(etree.QName(node).namespace or "") if isinstance(node.tag, str) else ""


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_sizes(name, packed, len(content))
            return {entry: packed.read(entry) for entry in packed.namelist() if entry[-1:] != "/"}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as damaged:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from damaged
    except zipfile.zlib.error as damaged:  # type: ignore[attr-defined]
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from damaged


def _check_sizes(name: str, packed: zipfile.ZipFile, size: int) -> None:
    """Sizes are read from the directory before anything is unpacked; two parts of one name would
    be read differently by different programs, and names of parts know no case."""
    entries = packed.infolist()
    total = sum(item.file_size for item in entries)
    if total > LARGEST_UNPACKED or total > size * MOST_PACKED or len(entries) > MOST_PARTS:
        raise BadPaper(name=name, rule=BadPaper.Rule.ZIP_BOMB)
    names = [item.filename.lower().lstrip("/") for item in entries]
    if len(names) != len(set(names)) or any("\\" in part or ".." in part for part in names):
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)


def _types(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    """Content type of each part, from the list that the package itself keeps."""
    if CONTENT_TYPES not in parts:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    defaults: dict[str, str] = {}
    own: dict[str, str] = {}
    for node in elements(parse(name, parts[CONTENT_TYPES])):
        said = node.get("ContentType", "")
        if local(node) == "Default":
            defaults[node.get("Extension", "").lower()] = said
        elif local(node) == "Override":
            own[node.get("PartName", "").lower().lstrip("/")] = said
    return {
        part: own.get(part.lower(), defaults.get(part.rpartition(".")[2].lower(), ""))
        for part in parts
    }


def _is_xml(part: str, content_type: str) -> bool:
    said = content_type.lower().split(";")[0].strip()
    ending = part.rpartition(".")[2].lower()
    return ending in ("xml", "rels", "vml") or said.endswith(("+xml", "/xml"))


def _relation(name: str, part: str, node: Any) -> PartLink:
    mode = node.get("TargetMode", "Internal")
    if mode not in ("Internal", "External"):
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    kind = str(node.get("Type", "")).rstrip("/").rpartition("/")[2]
    target = str(node.get("Target", ""))
    return PartLink(part, str(node.get("Id", "")), kind, target, mode == "External")
