"""Lint of a paper, ours or one edited in Word: what a reader at the leader's desk would send back.

Nothing is corrected: each flaw says where, what stands there, and what should.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx import Document
from docx.section import Section

from documents.content.context import Context
from documents.docx.parts import FONT
from documents.docx.word_text import Piece, pieces
from documents.frame.layouts import MARGINS, PAGE
from documents.lint.lint_frame import frame_slips, grounds_of
from documents.lint.lint_words import (
    LintFinding,
    cited,
    secret_article,
    wording,
)

HINTS = frozenset({"blank"})
WIDER = 5.0  # mm a State paper may add to each margin (ND30 Appx I I.4)
NEAR = 0.5  # mm: Word rounds
BODY_SIZES = {"state": (13.0, 14.0), "party": (14.0, 15.0)}


@dataclass(frozen=True, slots=True)
class LintFault:
    """`rule` is a key of `lint` in templates/messages/vi.yaml, `place` as in Piece; a `hint` asks a
    person to look (a blank to fill in) and is no fault."""

    rule: str
    place: tuple[int, int, int] | str
    found: str
    right: str
    hint: bool


def lint(content: bytes, context: Context) -> tuple[LintFault, ...]:
    """Every flaw in reading order of its rule group; an empty answer means nothing to send back.

    `context` says which paper of which body it is and gives the layout of the draft's day.
    """
    found = pieces(content)
    slips = [*frame_slips(found, context), *_words(found, context), *_look(content, found, context)]
    return tuple(_flaw(piece, slip) for piece, slip in slips)


def _flaw(piece: Piece | None, slip: LintFinding) -> LintFault:
    place = piece.place if piece is not None else ""
    return LintFault(slip.rule, place, slip.found, slip.right, slip.rule in HINTS)


def _words(found: Sequence[Piece], context: Context) -> Iterator[tuple[Piece, LintFinding]]:
    texts = tuple(context.file.instruments.by_id.values())
    grounds = grounds_of(found) if context.paper.form != "letter" else []
    for piece in found:
        yield from (
            (piece, slip) for slip in wording(piece.text, party=context.party, names=context.names)
        )
        yield from ((piece, slip) for slip in secret_article(piece.text, texts))
    for piece in grounds:
        yield from ((piece, slip) for slip in cited(piece.text, texts, context.file.day))


def _look(
    content: bytes, found: Sequence[Piece], context: Context
) -> Iterator[tuple[Piece | None, LintFinding]]:
    """A4, margins, typeface, size of the text."""
    document = Document(io.BytesIO(content))
    for section in document.sections:
        yield from ((None, slip) for slip in _page(section, party=context.party))
    named = {run.font.name for line in document.paragraphs for run in line.runs}
    named.add(document.styles["Normal"].font.name)
    strange = sorted(font for font in named if font and font != FONT)
    yield from ((None, LintFinding("font", font, FONT)) for font in strange)
    yield from _sizes(found, *BODY_SIZES[context.layout.system])


def _page(section: Section, *, party: bool) -> Iterator[LintFinding]:
    paper = (section.page_width, section.page_height)
    shown = tuple(round(length.mm) for length in paper if length is not None)
    if shown != PAGE:
        yield LintFinding("page_size", " × ".join(map(str, shown)), "210 × 297")
    for side, least in MARGINS.items():
        length = getattr(section, f"{side}_margin")
        most = least if party else least + WIDER
        if length is not None and not least - NEAR <= length.mm <= most + NEAR:
            allowed = f"{least:g}" if least == most else f"{least:g}–{most:g}"
            yield LintFinding(f"margin_{side}", f"{length.mm:.1f} mm", f"{allowed} mm")


def _sizes(
    found: Sequence[Piece], least: float, most: float
) -> Iterator[tuple[Piece, LintFinding]]:
    """Titles and letterhead have sizes of their own; this is about the running text."""
    for piece in found:
        sizes = {run.size for run in piece.runs if run.text.strip()}
        running = piece.place == "" and piece.align != "center"
        if running and any(not least <= size <= most for size in sizes):
            shown = ", ".join(f"{size:g}" for size in sorted(sizes))
            yield (
                piece,
                LintFinding("size", f"{shown} pt: {piece.text[:30]}", f"{least:g}–{most:g} pt"),
            )
