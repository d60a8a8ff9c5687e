"""How we know a rule: the legal text, the place in it, and how sure we are of having read it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from domain.law.in_force import Dated


class Confidence(StrEnum):
    """Shown beside every rule on screen and in print; decides how hard a rule may bite."""

    READ = "S"
    READ_OCR = "S-ocr"
    READ_COPY = "S-html"  # the full text as somebody copied it from a legal portal
    READ_TRANSLATED = "S-en"  # an English translation
    DIGEST = "D1"  # a near-verbatim summary of the text made by others
    READ_LATER = "S*"  # read in a later amended wording
    REPORTED = "P"
    INFERRED = "I"
    UNVERIFIED = "G"
    CARRIED_OVER = "C"  # the successor text was not read; the old rule is kept meanwhile
    RECONSTRUCTION = "R"  # 75-QĐ/TW: secret text, rebuilt from practice

    @property
    def may_block(self) -> bool:
        """Only a rule read in the text may stop a case; anything else asks a person to decide."""
        return self in (Confidence.READ, Confidence.READ_OCR, Confidence.READ_COPY)


# A secret text is named as a whole, never by article: its content may not be quoted or invented.
SECRET_INSTRUMENTS = frozenset({"QD75"})


class Basis(Dated):
    """One citation: instrument id (see instruments.yaml), article as text, confidence.

    `note` says in Vietnamese what a reader must know: "chưa đọc được văn bản", "suy luận" …
    """

    instrument: str
    article: str | None = None
    confidence: Confidence
    note: str = ""

    @model_validator(mode="after")
    def _no_article_of_a_secret_text(self) -> Basis:
        if self.instrument in SECRET_INSTRUMENTS and self.article is not None:
            raise ValueError(f"{self.instrument} was secret: no article of it may be cited")
        return self
