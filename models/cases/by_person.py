"""Cases by the person they are about: for officers what they may see, for the person their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from domain.cases.sign_off import SUBJECT
from domain.state.case import Case, CaseStatus
from models.schema.tables import cases, is_open, tasks
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
    asked = and_(tasks.c.case_id == cases.c.id, tasks.c.role == SUBJECT, is_open())
    query = (
        _cases(cases.c.subject == person)
        .add_columns(func.count(tasks.c.id), func.min(tasks.c.due_day))
        .select_from(cases.outerjoin(tasks, asked))
        .group_by(cases.c.id)
    )
    return _found(connection, query)


@dataclass(frozen=True, slots=True)
class BesideCase:
    """A case about the same person or post as another one, with the law that names its kind."""

    id: str
    subject: str
    law_digest: str


def beside(connection: Connection, case: Case) -> tuple[BesideCase, ...]:
    """Other open cases about the person or the post of a case, whoever may see them; by id.

    A case that looks at this one, and one that this one looks at, belong to it.
    """
    same = or_(cases.c.subject == case.subject, _same_post(case))
    own = and_(cases.c.about != case.id, cases.c.id != case.about)
    return _besides(connection, case, and_(cases.c.status == CaseStatus.OPEN, same, own))


@dataclass(frozen=True, slots=True)
class OpenCaseAbout:
    """An open case about a person, whoever may see it, with the law that names its kind."""

    id: str
    law_digest: str
    opened_at: datetime


def open_about(connection: Connection, person: str, *, but: str) -> tuple[OpenCaseAbout, ...]:
    """Open cases about a person other than `but`, oldest first."""
    query = (
        select(cases.c.id, cases.c.law_digest, cases.c.opened_at)
        .where(cases.c.subject == person, cases.c.status == CaseStatus.OPEN, cases.c.id != but)
        .order_by(cases.c.opened_at, cases.c.id)
    )
    return tuple(OpenCaseAbout(*row) for row in connection.execute(query))


def decided_for_post(connection: Connection, case: Case) -> tuple[BesideCase, ...]:
    """Other cases about the post of a case that came to their end."""
    return _besides(connection, case, and_(cases.c.status != CaseStatus.OPEN, _same_post(case)))


def _same_post(case: Case) -> ColumnElement[bool]:
    return and_(cases.c.press_agency == case.press_agency, cases.c.post == case.post)


def _besides(
    connection: Connection, case: Case, wanted: ColumnElement[bool]
) -> tuple[BesideCase, ...]:
    query = (
        select(cases.c.id, cases.c.subject, cases.c.law_digest)
        .where(cases.c.id != case.id, wanted)
        .order_by(cases.c.id)
    )
    return tuple(BesideCase(*row) for row in connection.execute(query))


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
