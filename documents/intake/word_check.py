"""May this .docx become a draft? Stricter than the dossier: it is opened, printed and signed."""

from __future__ import annotations

import io
import re
import zipfile

from documents.docx.word_text import pieces
from documents.intake.intake import DOCX, inspect
from domain.errors import BadPaper

LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARAGRAPHS = 5_000  # some 150 pages: no paper of this kind is longer
EXTERNAL = re.compile(rb'<Relationship\b[^>]*TargetMode\s*=\s*["\']External["\'][^>]*>', re.I)
HYPERLINK = re.compile(rb'/relationships/hyperlink["\']', re.I)
# Part or element of the main text → rule it breaks.
ACTIVE_PARTS = re.compile(r"(^|/)(embeddings|activeX|afchunk)", re.I)
CONTENT_RULES = (
    (BadPaper.Rule.ACTIVE_CONTENT, re.compile(rb"<w:(altChunk|object|control)\b")),
    (
        BadPaper.Rule.ACTIVE_CONTENT,
        re.compile(rb"<w:instrText[^>]*>[^<]*\b(DDE|DDEAUTO|INCLUDE\w+)\b", re.I),
    ),
    (
        BadPaper.Rule.TRACKED_CHANGES,
        re.compile(rb"<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange)\b"),
    ),
    (BadPaper.Rule.COMMENTS, re.compile(rb"<w:commentReference\b")),
)


def check_draft(name: str, content: bytes) -> None:
    """Raises BadPaper with the rule broken; the file is neither kept nor changed.

    Hyperlinks are the only links that may lead outside: nothing is fetched to show them.
    """
    if inspect(name, content).media_type != DOCX:
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_DOCX)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        _check_parts(name, packed)
    _check_opens(name, content)


def _check_parts(name: str, packed: zipfile.ZipFile) -> None:
    names = packed.namelist()
    if len(names) != len(set(names)):
        raise BadPaper(
            name=name, rule=BadPaper.Rule.DAMAGED
        )  # two parts of one name: which is read?
    if sum(item.file_size for item in packed.infolist()) > LARGEST_UNPACKED:
        raise BadPaper(name=name, rule=BadPaper.Rule.ZIP_BOMB)
    if any(ACTIVE_PARTS.search(part) for part in names):
        raise BadPaper(name=name, rule=BadPaper.Rule.ACTIVE_CONTENT)
    for part in names:
        if part.endswith((".xml", ".rels")):
            _check_xml(name, part, packed.read(part))


def _check_xml(name: str, part: str, xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    if part.endswith(".rels") and any(not HYPERLINK.search(r) for r in EXTERNAL.findall(xml)):
        raise BadPaper(name=name, rule=BadPaper.Rule.EXTERNAL_LINK)
    if part.startswith("[") and b"macroEnabled" in xml:
        raise BadPaper(name=name, rule=BadPaper.Rule.MACROS)
    for rule, sign in CONTENT_RULES:
        if part.startswith("word/") and sign.search(xml):
            raise BadPaper(name=name, rule=rule)


def _check_opens(name: str, content: bytes) -> None:
    try:
        found = pieces(content)
    except (KeyError, ValueError, AttributeError, SyntaxError) as damaged:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from damaged
    if not found:
        raise BadPaper(name=name, rule=BadPaper.Rule.NO_TEXT)
    if len(found) > MOST_PARAGRAPHS:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LONG)
