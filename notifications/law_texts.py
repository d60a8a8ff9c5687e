"""The law data, and what rules compose from it, in the reader's language.

The law is written in Vietnamese, and what is composed is kept in facts as it was said; English is
looked up by the Vietnamese text (templates/messages/law.en.yaml), also for cases of years ago.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from notifications.words import tables
from templates import TEMPLATES, read_yaml

PLACE = re.compile(r"{(\w+)}")
FITS = {
    "n": r"\d+",
    "m": r"\d+",
    "day": r"[\d/]+",
    "share": r"[\d/=,% ]+",
    "side": "|".join(tables()["sides"].values()),
    "post": "|".join(tables()["positions"].values()),
}  # any other place takes any text
Pattern = tuple[re.Pattern[str], str]


def law_text(text: str, language: str) -> str:
    """The text in that language; as it is where nobody has said it in English."""
    return text if language == "vi" else in_english(text) or text


@lru_cache(4096)
def in_english(text: str) -> str:
    """Empty where there is none."""
    return _known().get(text) or _list(text, "; ") or _composed(text) or _list(text, ", ")


def _composed(text: str) -> str:
    for pattern, english in _patterns():
        if found := pattern.fullmatch(text):
            parts = {n: in_english(v) or v for n, v in found.groupdict().items()}
            return english.format(**parts)
    return ""


def _list(text: str, comma: str) -> str:
    said = [in_english(part) for part in text.split(comma)] if comma in text else []
    return comma.join(said) if all(said) else ""


@cache
def law_texts() -> Mapping[str, str]:
    """Vietnamese → English, with the places of what goes in."""
    path = TEMPLATES / "messages" / "law.en.yaml"
    groups = read_yaml(path)
    return {vi: en for group in groups.values() for vi, en in group.items()}


@cache
def _known() -> Mapping[str, str]:
    """Texts without places, and the words for codes, which rules put into what they compose."""
    ours, theirs = tables("vi"), tables("en")
    words = {text: theirs[table][code] for table in ours for code, text in ours[table].items()}
    return words | {vi: en for vi, en in law_texts().items() if not PLACE.search(vi)}


@cache
def _patterns() -> tuple[Pattern, ...]:
    """Texts with places, that with most words first."""
    placed = [vi for vi in law_texts() if PLACE.search(vi)]
    placed.sort(key=lambda vi: -len(PLACE.sub("", vi)))
    return tuple((_pattern(vi), law_texts()[vi]) for vi in placed)


def _pattern(text: str) -> re.Pattern[str]:
    bare = PLACE.split(text)
    pieces = [re.escape(piece) for piece in bare]
    pieces[1::2] = [f"(?P<{name}>{FITS.get(name, '.+?')})" for name in bare[1::2]]
    return re.compile("".join(pieces), re.DOTALL)
