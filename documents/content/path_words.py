"""The words for the path a case took: used by the supervision sheet and on screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from domain.cases.conformance import Remark, Row
from notifications.words import word

Name = Callable[[str], str]


def remark_text(
    remark: Remark, agency: Name, people: Mapping[str, str], language: str = "vi"
) -> str:
    """One remark as a person reads it.

    Raises KeyError for a code without words.
    """
    facts = {name: _shown(value) for name, value in remark.facts.items()}
    if "agency" in facts:
        facts["agency"] = agency(facts["agency"])
    if "person" in facts:
        facts["person"] = people.get(facts["person"], facts["person"])
    return word("remarks", remark.code, language).format(**facts)


def remarks_text(row: Row, agency: Name, people: Mapping[str, str], language: str = "vi") -> str:
    return "; ".join(remark_text(remark, agency, people, language) for remark in row.remarks)


def _shown(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value).rstrip(". ")
