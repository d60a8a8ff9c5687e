"""What an auditor looks for: cases, and who was shown what; rights are in the query itself."""

from __future__ import annotations

from sqlalchemy import Connection, select

from models.cases.desks import named, newest
from models.cases.inbox import CASE_LINE, CaseLine
from models.papers.readings import Reading
from models.schema.tables import cases, readings
from models.visibility import Visibility, visible_to


def search_cases(
    connection: Connection,
    visibility: Visibility,
    words: str = "",
    *,
    limit: int = 100,
    offset: int = 0,
) -> tuple[CaseLine, ...]:
    """Newest first; `words` is part of a name or of a case id, marks and case aside."""
    where = [named(words)] if words else []
    query = newest(visibility, CASE_LINE, *where, last=limit + offset)
    found = connection.execute(query.limit(limit).offset(offset))
    return tuple(CaseLine(*row) for row in found)


def search_readings(
    connection: Connection,
    visibility: Visibility,
    *,
    case: str = "",
    person: str = "",
    limit: int = 200,
) -> tuple[Reading, ...]:
    """Newest first; of cases this auditor may see."""
    query = (
        select(*(readings.c[name] for name in Reading.__slots__))
        .join(cases, cases.c.id == readings.c.case_id)
        .where(visible_to(visibility))
        .order_by(readings.c.id.desc())
        .limit(limit)
    )
    if case:
        query = query.where(readings.c.case_id == case)
    if person:
        query = query.where(readings.c.person == person)
    return tuple(Reading(*row) for row in connection.execute(query))
