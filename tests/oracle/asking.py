"""Each pair is put to our doors and to LibreOffice: what prints otherwise is shown or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from PIL import Image, ImageChops

from documents.docx.compare import differences
from documents.export.pages import page_pictures
from documents.export.pdf import Office
from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from domain.errors import BadPaper
from tests.oracle.base import Pair, package

BATCH = 60  # papers in one start of LibreOffice
Answer = Literal["shown", "layout", "refused", "same"]


@dataclass(frozen=True)
class Verdict:
    """What our doors say of a pair, and whether it prints otherwise: as it was sent, as we keep
    it. `how`: what was shown, or why it was refused; `lost`: as we keep it, it prints otherwise
    than it was sent."""

    pair: Pair
    answer: Answer
    how: str
    prints: bool
    kept_prints: bool
    lost: bool

    @property
    def missed(self) -> bool:
        """Called the same though people would get another paper."""
        return self.answer == "same" and self.kept_prints


def ask(asked: Sequence[Pair]) -> Iterator[Verdict]:
    base = check_draft(SentFile("a.docx", package()))
    said = [_said(base, pair) for pair in asked]
    sent = [package(pair.changed) for pair in asked]
    kept = [one if isinstance(one, bytes) else base for _, _, one in said]
    first, *printed = _printed([package(), *sent, *kept])
    for place, (pair, (answer, how, _)) in enumerate(zip(asked, said, strict=True)):
        prints = _differ(first, printed[place])
        kept_prints = _differ(first, printed[len(asked) + place])
        lost = answer != "refused" and _differ(printed[place], printed[len(asked) + place])
        yield Verdict(pair, answer, how, prints, kept_prints, lost)


def _said(base: bytes, pair: Pair) -> tuple[Answer, str, bytes | None]:
    try:
        kept = check_draft(SentFile("b.docx", package(pair.changed)))
    except BadPaper as refused:
        return (
            "refused",
            " ".join(map(str, refused.facts.get("unseen") or [refused.facts["rule"]])),
            None,
        )
    found = differences(base, kept)
    if not found:
        return "same", "", kept
    layout = {change.kind for change in found} == {"layout"}
    return "layout" if layout else "shown", found[0].after[-60:], kept


def _printed(papers: Sequence[bytes]) -> list[tuple[bytes, ...]]:
    office = Office(timeout=timedelta(minutes=10))
    found: list[tuple[bytes, ...]] = []
    for start in range(0, len(papers), BATCH):
        found += map(page_pictures, office.pdfs(papers[start : start + BATCH]))
    return found


def _differ(one: Sequence[bytes], other: Sequence[bytes]) -> bool:
    """By a single dot of a single page."""
    if len(one) != len(other):
        return True
    return any(a != b and _dots(a, b) for a, b in zip(one, other, strict=True))


def _dots(one: bytes, other: bytes) -> bool:
    with Image.open(io.BytesIO(one)) as a, Image.open(io.BytesIO(other)) as b:
        first, second = a.convert("RGB"), b.convert("RGB")
        return first.size != second.size or bool(ImageChops.difference(first, second).getbbox())
