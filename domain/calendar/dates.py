"""Dates as people type them: 25/11/2026 or 2026-11-25, with the midnight a sheet may put behind.

Anything else is refused with an example.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from domain.errors import BadInput

YEARS = range(1900, 2101)
FORMS = ("%d/%m/%Y", "%Y-%m-%d")
MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")


def parse_day(text: str, *, field: str) -> date:
    """A calendar day of the years 1900 to 2100: what lies beyond is a slip of the finger.

    Raises BadInput naming the field.
    """
    bare = MIDNIGHT.sub("", text.strip())
    for form in FORMS:
        try:
            day = datetime.strptime(bare, form).date()  # noqa: DTZ007  a legal day has no zone
        except ValueError:
            continue
        if day.year not in YEARS:
            raise BadInput(
                field=field, rule=BadInput.Rule.FAR_YEAR, value=day, first=YEARS[0], last=YEARS[-1]
            )
        return day
    raise BadInput(field=field, rule=BadInput.Rule.NOT_A_DATE, value=text)


def parse_span(text: str, *, field: str) -> tuple[date, date]:
    """A closed range, "20/03/2027-01/02/2028". Raises BadInput naming the field."""
    first, dash, last = text.partition("-")
    if not dash:
        raise BadInput(field=field, rule=BadInput.Rule.NOT_A_DATE, value=text)
    span = parse_day(first, field=field), parse_day(last, field=field)
    if span[1] < span[0]:
        raise BadInput(field=field, rule=BadInput.Rule.NOT_A_DATE, value=text)
    return span
