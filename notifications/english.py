"""What a refusal means, in one English sentence per code, for programs and their makers.

The full sentence with names and numbers is Vietnamese; a program reads those from the facts.
"""

from __future__ import annotations

from functools import cache

import yaml

from domain.errors import CaseworkError
from notifications.wording import TEMPLATES


def english(error: CaseworkError) -> str:
    """The sentence for the code of an error. Raises KeyError for a code without one."""
    return _sentences()[error.code]


def speaks_english(accept_language: str) -> bool:
    """Does an Accept-Language header want English rather than Vietnamese?"""
    wanted = {"vi": 0.0, "en": 0.0}
    for entry in accept_language.lower().split(","):
        tag, _, quality = entry.partition(";")
        language = tag.strip().split("-")[0]
        if language in wanted:
            wanted[language] = max(wanted[language], _number(quality))
    return wanted["en"] > wanted["vi"]


def _number(quality: str) -> float:
    """ "q=0.8" → 0.8; nothing said, or nothing readable, is 1."""
    try:
        return float(quality.partition("=")[2] or 1)
    except ValueError:
        return 1.0


@cache
def _sentences() -> dict[str, str]:
    path = TEMPLATES / "messages" / "en.yaml"
    found: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))["refusals"]
    return found
