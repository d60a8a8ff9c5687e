"""What changed between two .docx versions, block by block: words, look, or both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from documents.docx.word_runs import Run
from documents.docx.word_text import Piece, pieces
from documents.intake.rewrite import canonical

Kind = Literal["added", "removed", "text", "look", "layout"]
ALIKE = 0.4  # less in common than this: one block went, another came
MOST_WORK = 25_000_000  # pairs of words: some seconds; beyond that a block is shown as a whole
WORDS = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a changed block: kept in both, only in the old, or only in the new."""

    kind: Literal["kept", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """`before` or `after` is empty for a block added or removed, both for `layout`: something else
    of the file prints otherwise (page, margins, tables, lines, styles). `place` as in Piece."""

    kind: Kind
    place: tuple[int, int, int] | str
    before: str
    after: str
    words: tuple[Words, ...] = ()


def compare(old: bytes, new: bytes) -> tuple[TextChange, ...]:
    """Changed blocks in reading order; an empty answer means that the two read and look alike.

    Cuts of runs that Word makes by itself, and bytes that print nothing, are no change.
    """
    before, after = pieces(old), pieces(new)
    matcher = SequenceMatcher(None, [_key(p) for p in before], [_key(p) for p in after], False)
    return tuple(
        change
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for change in _between(before[a:b], after[c:d])
    )


def differences(old: bytes, new: bytes, *, same_pages: bool = False) -> tuple[TextChange, ...]:
    """Changed blocks; where there are none, a change of layout unless nothing at all that prints
    differs, or both are known to print `same_pages`. Empty: the two are the same on paper.

    Raises BadPaper where one is damaged.
    """
    found = compare(old, new)
    if found or same_pages or old == new or canonical(old) == canonical(new):
        return found
    return (TextChange("layout", "", "", ""),)


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """The new text with what went and what came, word by word."""
    a, b = WORDS.findall(old), WORDS.findall(new)
    if len(a) * len(b) > MOST_WORK:
        return (Words("removed", old), Words("added", new))
    found: list[Words] = []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, False).get_opcodes():
        if tag == "equal":
            found.append(Words("kept", "".join(a[i:j])))
            continue
        if i < j:
            found.append(Words("removed", "".join(a[i:j])))
        if k < m:
            found.append(Words("added", "".join(b[k:m])))
    return tuple(found)


def _key(piece: Piece) -> Piece:
    """Place is left out: a row inserted above changes no block below it."""
    return replace(piece, place="")


def _between(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[TextChange]:
    """Blocks of a changed stretch paired in order with their like; the rest went or came."""
    left = list(before)
    for piece in after:
        partner = next((place for place, old in enumerate(left) if _alike(old, piece)), None)
        if partner is None:
            yield TextChange("added", piece.place, "", piece.text)
            continue
        yield from (TextChange("removed", gone.place, gone.text, "") for gone in left[:partner])
        yield _changed(left[partner], piece)
        del left[: partner + 1]
    yield from (TextChange("removed", gone.place, gone.text, "") for gone in left)


def _alike(old: Piece, new: Piece) -> bool:
    """By the words they share, whatever the order: quick also for very long blocks."""
    a, b = WORDS.findall(old.text), WORDS.findall(new.text)
    return SequenceMatcher(None, a, b, False).quick_ratio() >= ALIKE


def _changed(old: Piece, new: Piece) -> TextChange:
    if old.text == new.text:
        return TextChange("look", new.place, _described(old), _described(new))
    return TextChange("text", new.place, old.text, new.text, word_changes(old.text, new.text))


def _described(piece: Piece) -> str:
    """The look in words: how the paragraph stands, then each stretch with its own look."""
    spacing = f"{piece.align}, {piece.before:g}/{piece.after:g}/{piece.exact:g} pt"
    indents = f"{piece.left:g}/{piece.first:g}/{piece.right:g} mm"
    return f"{spacing}, {indents}: " + " ".join(_run(run) for run in piece.runs)


def _run(run: Run) -> str:
    marks = "".join(
        mark
        for mark, on in zip("BIU?", (run.bold, run.italic, run.underline, run.hidden), strict=True)
        if on
    )
    return f"[{' '.join([f'{run.size:g}{marks}', *run.more])}] {run.text}"
