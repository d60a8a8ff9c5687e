"""The marked blanks of a text: where they stand, and which of them the case could fill by now."""

from __future__ import annotations

from documents.content.vietnamese import BLANK
from documents.docx.word_text import pieces
from documents.lint.lint_words import shortened


def blanks(content: bytes) -> tuple[str, ...]:
    """Each paragraph with a blank, in reading order, shortened to what stands around it."""
    return tuple(shortened(text) for text in _blank_lines(content))


def fillable(printed: bytes, fresh: bytes) -> tuple[str, ...]:
    """Paragraphs of `printed` with blanks, where `fresh`, the same paper written from what the case
    knows now and issued in the same way, holds fewer."""
    old, new = _blank_lines(printed), _blank_lines(fresh)
    if _marks(old) <= _marks(new):
        return ()
    return tuple(shortened(text) for text in old if text not in new)


def _blank_lines(content: bytes) -> list[str]:
    return [piece.text for piece in pieces(content) if BLANK in piece.text]


def _marks(lines: list[str]) -> int:
    return sum(line.count(BLANK) for line in lines)
