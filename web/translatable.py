"""Texts that reach a page as values: where they live, so that a translator sees all of them.

Texts written in a template are found by Babel itself; those of templates/messages have a file for
each language. What remains is named here, and templates/locale/babel.cfg calls `extract`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import IO, Any

from notifications import law_words, wording
from web.kit import request

COUNTS = ("Số phiếu không hợp lệ",)  # the labels of documents/ballot_record.py no page has itself
Message = tuple[int, str, str | tuple[str, str], list[str]]


def values() -> list[str]:
    """Every text for the filter `said` and for Desk.said, once, in a settled order."""
    found = [
        *(wording.NO_LIMIT, wording.DUE_TODAY, wording.DAYS_LEFT, wording.DAYS_LATE),
        *(law_words.SUBJECT_WORDS, law_words.AGENCIES),
        *(law_words.WORKING_DAYS, law_words.CALENDAR_DAYS),
        *(law_words.UNREGULATED, law_words.OWN_TARGET),
        *COUNTS,
    ]
    with_letters = (text for text in found if re.search(r"[^\W\d]", text))  # not "> 50 %"
    return list(dict.fromkeys(with_letters))


def extract(
    _file: IO[bytes],
    _keywords: Collection[str],
    _tags: Collection[str],
    options: dict[str, Any],  # noqa: ARG001  Babel names it
) -> Iterator[Message]:
    """As Babel calls it; a text with {n} has a form for one and one for several."""
    for _, title, _ in request.SECTIONS:  # "Cơ quan" heads a column too, there of one agency
        yield 1, "pgettext", ("section", title), []
    for text in values():
        if "{n}" in text:
            yield 1, "ngettext", (text, text), []
        else:
            yield 1, "_", text, []
