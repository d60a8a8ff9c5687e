"""Cases by the person they are about: for officers what they may see, for the person their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from domain.cases.sign_off import SUBJECT
from models.schema.tables import cases, tasks
from models.visibility import Visibility, visible_to


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """One case; `asked` counts the questions open to the person, `due` is the first last day."""

    id: str
    procedure: str
    law_digest: str
    press_agency: str
    status: str
    opened_at: datetime
    about: str
    asked: int = 0
    due: date | None = None


def seen_about(
    connection: Connection, visibility: Visibility, person: str, press_agency: str
) -> tuple[AboutPerson, ...]:
    """Cases about a person and a press agency, as far as the reader may see them; newest first."""
    wanted = and_(
        cases.c.subject == person, cases.c.press_agency == press_agency, visible_to(visibility)
    )
    return _found(connection, _cases(wanted))


def seen_looking_at(
    connection: Connection, visibility: Visibility, case_id: str
) -> tuple[str, ...]:
    """Complaints against a case and supervisions of it, as far as the reader may see them."""
    wanted = and_(cases.c.about == case_id, visible_to(visibility))
    return tuple(
        connection.execute(select(cases.c.id).where(wanted).order_by(cases.c.id)).scalars()
    )


def own_cases(connection: Connection, person: str) -> tuple[AboutPerson, ...]:
    """Every case about the person; newest first."""
    asked = and_(tasks.c.case_id == cases.c.id, tasks.c.role == SUBJECT, tasks.c.status == "open")
    query = (
        _cases(cases.c.subject == person)
        .add_columns(func.count(tasks.c.id), func.min(tasks.c.due_day))
        .select_from(cases.outerjoin(tasks, asked))
        .group_by(cases.c.id)
    )
    return _found(connection, query)


def concerned(connection: Connection, person: str) -> bool:
    """Is any case about this person?"""
    query = select(cases.c.id).where(cases.c.subject == person).limit(1)
    return connection.execute(query).first() is not None


def _cases(wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            cases.c.id,
            cases.c.procedure,
            cases.c.law_digest,
            cases.c.press_agency,
            cases.c.status,
            cases.c.opened_at,
            cases.c.about,
        )
        .where(wanted)
        .order_by(cases.c.opened_at.desc(), cases.c.id.desc())
    )


def _found(connection: Connection, query: Select[Any]) -> tuple[AboutPerson, ...]:
    return tuple(AboutPerson(*row) for row in connection.execute(query))
