"""Does a paper with number, date and signer filled in stand on its pages as the draft did?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.docx.compare import TextChange
from domain.text import nfc

NOT_LETTERS = re.compile(r"ngày|tháng|năm|[\W\d_]+")  # of a date letters, digits and blanks change


def moved_page(
    changes: Sequence[TextChange], seen: Sequence[str], final: Sequence[str]
) -> int | None:
    """The first page, from 1, on which something else stands; None where there is none.

    `changes` are those between the two texts: what was filled in is left out on both sides, so what
    is compared is the place of everything else. `seen` and `final` are the texts of their pages.
    """
    gone = [_letters(change.before) for change in changes]
    come = [_letters(change.after) for change in changes]
    before = [_without(page, gone) for page in seen]
    after = [_without(page, come) for page in final]
    differing = (
        n for n, pair in enumerate(zip(before, after, strict=False), 1) if len({*pair}) > 1
    )
    more = min(len(before), len(after)) + 1 if len(before) != len(after) else None
    return next(differing, more)


def _without(page: str, lines: Sequence[str]) -> str:
    letters = _letters(page)
    for line in filter(None, lines):
        letters = letters.replace(line, "", 1)
    return letters


def _letters(text: str) -> str:
    return NOT_LETTERS.sub("", nfc(text))
