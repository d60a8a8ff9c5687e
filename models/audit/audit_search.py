"""What an auditor looks for: cases, who was shown what, who signed for whom; rights are in the
query itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from sqlalchemy import Connection, or_, select

from domain.calendar.clock import start_of
from domain.calendar.workdays import ONE_DAY
from models.cases.desks import named, newest
from models.cases.inbox import CASE_LINE, CaseLine
from models.papers.readings import Reading
from models.schema.tables import SIGNED_FOR, cases, readings, tasks
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


@dataclass(frozen=True, slots=True)
class SignedFor:
    """One answer given by another's power; `on_behalf_of` empty: as the deputy of the head."""

    case_id: str
    law_digest: str
    agency: str
    step: str
    person: str
    position: str
    on_behalf_of: str
    for_position: str
    mandate: str
    status: str
    outcome: str | None
    answered_at: datetime
    paper_number: str


@dataclass(frozen=True, slots=True)
class SignedForWanted:
    """Of a person (who signed or whose power it was), a body, a stretch of days; empty: any."""

    person: str = ""
    agency: str = ""
    first: date | None = None
    last: date | None = None


def search_signed_for(
    connection: Connection,
    visibility: Visibility,
    wanted: SignedForWanted,
    members: Sequence[str],
    *,
    limit: int,
    offset: int = 0,
) -> tuple[SignedFor, ...]:
    """Newest first; of cases this auditor may see. `members` are bodies for which a deputy signs as
    one of the collective, for nobody else."""
    names = [one.name for one in fields(SignedFor)]
    columns = [cases.c.law_digest if n == "law_digest" else tasks.c[n] for n in names]
    query = (
        select(*columns)
        .join(cases, cases.c.id == tasks.c.case_id)
        .where(SIGNED_FOR, or_(tasks.c.on_behalf_of != "", tasks.c.agency.not_in(members)))
        .where(visible_to(visibility), tasks.c.answered_at.is_not(None))
        .order_by(tasks.c.answered_at.desc(), tasks.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    if wanted.person:
        query = query.where(
            or_(tasks.c.person == wanted.person, tasks.c.on_behalf_of == wanted.person)
        )
    if wanted.agency:
        query = query.where(tasks.c.agency == wanted.agency)
    if wanted.first:
        query = query.where(tasks.c.answered_at >= start_of(wanted.first))
    if wanted.last:
        query = query.where(tasks.c.answered_at < start_of(wanted.last + ONE_DAY))
    return tuple(SignedFor(*found) for found in connection.execute(query))
