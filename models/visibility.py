"""Rights in the query itself: which cases exist for whom.

A case exists for the bodies that run it or were asked in it, and for auditors; not for the person
concerned, who has pages of their own, nor for whoever stepped aside, nor for administrators.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from domain.errors import NotFound
from models.schema.tables import cases, worklist


@dataclass(frozen=True, slots=True)
class Visibility:
    """`agencies`: codes of bodies worked for today, and of the bodies they succeeded; `signs`: the
    ones of them this person signs for; `acts_for`: people whose written power they hold."""

    person: str
    agencies: tuple[str, ...]
    audits: bool = False
    signs: frozenset[str] = frozenset()
    acts_for: tuple[str, ...] = ()


def visible_to(visibility: Visibility) -> ColumnElement[bool]:
    """Condition on `cases`."""
    has_part = exists(
        select(worklist.c.case_id).where(
            worklist.c.case_id == cases.c.id, worklist.c.agency.in_(visibility.agencies)
        )
    )
    whole = [] if visibility.audits else [has_part]
    return and_(not_barred(visibility), *whole)


def not_barred(visibility: Visibility) -> ColumnElement[bool]:
    """Half of it: enough where a query asks for a part in the case anyhow."""
    return and_(
        cases.c.subject != visibility.person, cases.c.recused.not_like(f'%"{visibility.person}"%')
    )


def check_sees(connection: Connection, visibility: Visibility, case_id: str) -> None:
    """Raises NotFound: a case one may not see is answered like one that does not exist."""
    query = select(cases.c.id).where(cases.c.id == case_id, visible_to(visibility))
    if connection.execute(query).first() is None:
        raise NotFound(kind="case", id=case_id)


def check_own(connection: Connection, person: str, case_id: str) -> None:
    """Is this a case about the person? Raises NotFound."""
    query = select(cases.c.id).where(cases.c.id == case_id, cases.c.subject == person)
    if connection.execute(query).first() is None:
        raise NotFound(kind="case", id=case_id)
