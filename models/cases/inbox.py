"""The read side: what waits for whom, and lists of cases. Plain SQL, no domain objects loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from domain.cases.sign_off import SUBJECT
from models.schema.tables import cases, people, tasks


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open task as it stands in an inbox."""

    task: str
    case: str
    procedure: str
    subject: str
    step: str
    round: int
    agency: str
    opened_at: datetime
    due: date | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case as it stands in a list."""

    id: str
    procedure: str
    subject: str
    press_agency: str
    post: str
    status: str
    step: str
    opened_at: datetime


CASE_LINE = (  # the columns of a CaseLine
    cases.c.id,
    cases.c.procedure,
    people.c.full_name,
    cases.c.press_agency,
    cases.c.post,
    cases.c.status,
    cases.c.step,
    cases.c.opened_at,
)


def waiting(
    connection: Connection,
    agencies: Sequence[str],
    *,
    person: str = "",
    limit: int = 50,
    offset: int = 0,
) -> tuple[Waiting, ...]:
    """Open tasks of these agencies, most pressing first; those without a date come last.

    What is asked of a person concerned is seen by that person alone, never by the agency.
    """
    query = (
        select(
            tasks.c.id,
            tasks.c.case_id,
            cases.c.procedure,
            people.c.full_name,
            tasks.c.step,
            tasks.c.round,
            tasks.c.agency,
            tasks.c.opened_at,
            tasks.c.due_day,
        )
        .join(cases, cases.c.id == tasks.c.case_id)
        .join(people, people.c.id == cases.c.subject)
        .where(tasks.c.status == "open", _asked_of(agencies, person))
        .order_by(tasks.c.due_day.is_(None), tasks.c.due_day, tasks.c.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(Waiting(*row) for row in connection.execute(query))


def count_waiting(connection: Connection, agencies: Sequence[str], *, person: str = "") -> int:
    query = (
        select(func.count())
        .select_from(tasks)
        .join(cases, cases.c.id == tasks.c.case_id)
        .where(tasks.c.status == "open", _asked_of(agencies, person))
    )
    return int(connection.execute(query).scalar_one())


def _asked_of(agencies: Sequence[str], person: str) -> ColumnElement[bool]:
    return or_(
        and_(tasks.c.agency.in_(agencies), tasks.c.role != SUBJECT),
        and_(tasks.c.role == SUBJECT, cases.c.subject == person),
    )


def list_cases(connection: Connection, *, status: str = "") -> tuple[CaseLine, ...]:
    """Cases, newest first; `status` narrows the list."""
    query = (
        select(*CASE_LINE)
        .join(people, people.c.id == cases.c.subject)
        .order_by(cases.c.opened_at.desc(), cases.c.id.desc())
    )
    if status:
        query = query.where(cases.c.status == status)
    return tuple(CaseLine(*row) for row in connection.execute(query))
