"""May this .docx become a draft? Stricter than the dossier: it is opened, printed and signed."""

from __future__ import annotations

import io
import re
import zipfile

from documents.docx.word_text import pieces
from documents.intake.office_check import WORD_SPACES, check_office
from documents.intake.office_xml import Package, local, space
from documents.intake.readable import DRAFT, read_file
from documents.intake.sent_file import SentFile
from documents.intake.word_content import check_shown
from domain.errors import BadPaper

MOST_PARAGRAPHS = 5_000  # some 150 pages: no paper of this kind is longer
TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"}
    | {"tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"}
    | {"cellIns", "cellDel", "cellMerge", "delText", "delInstrText"}
)
COMMENTED = frozenset({"commentReference", "commentRangeStart", "comment"})
STRICT_NAME = re.compile(rb'="http://purl\.oclc\.org/ooxml/(\w+)/')


def check_draft(sent: SentFile) -> bytes:
    """The draft as it is kept: Strict Open XML in the usual dialect, everything else as it came.

    Raises BadPaper with the rule broken.
    """
    read_file(sent, DRAFT)
    package = check_office(sent.name, sent.content)
    _check_settled(package)
    check_shown(package)
    kept = as_usual(package) if package.strict else sent.content
    _check_opens(sent.name, kept)
    return kept


def as_usual(package: Package) -> bytes:
    """The same package with the names of the usual dialect (ISO 29500-4)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, body in package.parts.items():
            usual = STRICT_NAME.sub(rb'="http://schemas.openxmlformats.org/\1/2006/', body)
            entry = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, usual if part in package.trees else body)
    return made.getvalue()


def _check_settled(package: Package) -> None:
    """Nothing is left that one program would print and another would not."""
    for tree in package.trees.values():
        names = {local(node) for node in tree.iter() if space(node) in WORD_SPACES}
        if names & TRACKED:
            raise BadPaper(name=package.name, rule=BadPaper.Rule.TRACKED_CHANGES)
        if names & COMMENTED:
            raise BadPaper(name=package.name, rule=BadPaper.Rule.COMMENTS)


def _check_opens(name: str, content: bytes) -> None:
    try:
        found = pieces(content)
    except (KeyError, ValueError, AttributeError, SyntaxError) as damaged:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from damaged
    if not found:
        raise BadPaper(name=name, rule=BadPaper.Rule.NO_TEXT)
    if len(found) > MOST_PARAGRAPHS:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LONG)
