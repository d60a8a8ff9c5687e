"""What an auditor looks for: cases, and who was shown what; rights are in the query itself."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, func, or_, select

from domain.text import fold
from models.cases.desks import newest
from models.cases.inbox import CaseLine
from models.papers.readings import Reading
from models.schema.tables import cases, people, readings
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
    columns = (
        cases.c.id,
        cases.c.procedure,
        people.c.full_name,
        cases.c.press_agency,
        cases.c.post,
        cases.c.status,
        cases.c.step,
        cases.c.opened_at,
    )
    where = [_named(fold(words))] if words else []
    query = newest(visibility, columns, *where, last=limit + offset)
    found = connection.execute(query.limit(limit).offset(offset))
    return tuple(CaseLine(*row) for row in found)


def _named(wanted: str) -> ColumnElement[bool]:
    return or_(
        people.c.folded.contains(wanted, autoescape=True),
        func.lower(cases.c.id).contains(wanted, autoescape=True),
    )


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
