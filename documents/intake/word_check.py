"""May this .docx become a draft? Stricter than the dossier: it is opened, printed and signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.docx.word_runs import Run
from documents.docx.word_text import pieces
from documents.intake.office_check import WORD_SPACES, check_office
from documents.intake.office_xml import Package, local, space
from documents.intake.readable import DRAFT, read_file
from documents.intake.rewrite import rewritten
from documents.intake.sent_file import SentFile
from documents.intake.word_content import check_shown
from domain.errors import BadPaper

DISGUISES = ("hidden", "tiny", "white")  # of words made to be overlooked, as people call them
SMALLEST = 5  # points: less is read by nobody
PALE = re.compile("color=([C-F][0-9A-F]){3}", re.IGNORECASE)  # white, or nearly
MOST_PARAGRAPHS = 5_000  # some 150 pages: no paper of this kind is longer
TRACKED = frozenset(
    {"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"}
    | {"tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"}
    | {"cellIns", "cellDel", "cellMerge", "delText", "delInstrText"}
)
COMMENTED = frozenset({"commentReference", "commentRangeStart", "comment"})


def check_draft(sent: SentFile) -> bytes:
    """The draft as it is kept: written anew from what was read (rewrite.py).

    Raises BadPaper with the rule broken.
    """
    read_file(sent, DRAFT)
    package = check_office(sent.name, sent.content)
    _check_settled(package)
    check_shown(package)
    kept = rewritten(package)
    _check_opens(sent.name, kept)
    return kept


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
    if disguised := {why for piece in found for run in piece.runs for why in _disguised(run)}:
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_SHOWN, unseen=sorted(disguised))


def _disguised(run: Run) -> Iterator[str]:
    """Why people would not see this on paper though it is there."""
    if not run.text.strip():
        return
    if run.hidden:
        yield "hidden"
    if run.size < SMALLEST:
        yield "tiny"
    if any(PALE.fullmatch(more) for more in run.more):
        yield "white"
