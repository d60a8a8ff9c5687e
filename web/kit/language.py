"""Vietnamese or English, by what the program says it reads."""

from __future__ import annotations

from fastapi import Request


def language_of(request: Request) -> str:
    """ "en" where an Accept-Language header wants English rather than Vietnamese, else "vi"."""
    wanted = {"vi": 0.0, "en": 0.0}
    for entry in request.headers.get("accept-language", "").lower().split(","):
        tag, _, quality = entry.partition(";")
        language = tag.strip().split("-")[0]
        if language in wanted:
            wanted[language] = max(wanted[language], _number(quality))
    return "en" if wanted["en"] > wanted["vi"] else "vi"


def _number(quality: str) -> float:
    """ "q=0.8" → 0.8; nothing said, or nothing readable, is 1."""
    try:
        return float(quality.partition("=")[2] or 1)
    except ValueError:
        return 1.0
