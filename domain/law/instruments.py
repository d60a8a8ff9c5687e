"""Legal texts with their dates: which were in force on a day, and how each is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.errors import Citation, NotFound
from domain.law.basis import Confidence
from domain.law.in_force import Dated


class Instrument(Dated):
    """One legal text. `first_day`/`last_day` are its days in force; `signed` may be unknown."""

    id: str
    number: str  # "101-QĐ/TW"; laws: "Luật Báo chí 2025"
    kind: str  # "Quy định", "Luật", "Nghị định" …
    title: str
    issuer: str
    signed: date | None = None
    replaced_by: str | None = None
    secret: bool = False
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instruments:
    by_id: Mapping[str, Instrument]

    def get(self, instrument_id: str) -> Instrument:
        """Raises NotFound."""
        if instrument_id not in self.by_id:
            raise NotFound(kind="instrument", id=instrument_id)
        return self.by_id[instrument_id]

    def in_force(self, day: date) -> tuple[Instrument, ...]:
        return tuple(text for text in self.by_id.values() if text.covers(day))

    def cite(self, basis: Citation) -> str:
        """One citation as read by people: "Quy định 101-QĐ/TW, Điều 7.1".

        A secret text is named as a whole, with the words that say so.
        """
        text = self.get(basis.instrument)
        name = text.number if text.number.startswith(text.kind) else f"{text.kind} {text.number}"
        if text.secret:
            return f"{name} (văn bản mật, không trích điều khoản)"
        return f"{name}, {_place(basis.article)}" if basis.article else name


def _place(article: str) -> str:
    """ "7.1" → "Điều 7.1"; a place already in words ("Phụ lục I", "II.6") stays as it is."""
    return f"Điều {article}" if article[:1].isdigit() else article
