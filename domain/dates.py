"""Dates as people type them: 25/11/2026 or 2026-11-25. Anything else is refused with an example."""

from __future__ import annotations

from datetime import date, datetime

from domain.errors import BadInput

FORMS = ("%d/%m/%Y", "%Y-%m-%d")


def parse_day(text: str, *, field: str) -> date:
    """Raises BadInput naming the field."""
    for form in FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a legal day has no zone
        except ValueError:
            continue
    raise BadInput(field=field, rule="not_a_date", value=text)
