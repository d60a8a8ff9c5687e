"""Lists read from the desks of everybody a person works for, as one list.

Each desk is read no further than the list is long: what a list costs does not grow with what lies
on the desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, exists, func, or_, select, union_all

from domain.text import fold
from models.cases.worklist_rows import AUDITORS
from models.schema.tables import cases, people, worklist
from models.visibility import Visibility, not_barred

COUNTED_UP_TO = 100  # beyond, a page says "100+": nobody reads further, and counting costs
NOBODY = "-"  # no body has this code
SUBJECT_OF = people.c.id == cases.c.subject
LYING = worklist.join(cases, cases.c.id == worklist.c.case_id).join(people, SUBJECT_OF)
OTHER = worklist.alias("elsewhere")


def desks_of(visibility: Visibility) -> tuple[str, ...]:
    """Bodies worked for; somebody of none has an empty desk."""
    return visibility.agencies or (NOBODY,)


def named(words: str) -> ColumnElement[bool]:
    """Are the words part of the name of the person concerned, or of the id of the case? Marks and
    capitals aside."""
    wanted = fold(words)
    return or_(
        people.c.folded.contains(wanted, autoescape=True),
        func.lower(cases.c.id).contains(wanted, autoescape=True),
    )


def elsewhere(
    visibility: Visibility, body: str, nearer: ColumnElement[bool]
) -> Iterator[ColumnElement[bool]]:
    """Does the case of `worklist` lie on another desk of the same reader that is `nearer`?"""
    others = [code for code in visibility.agencies if code != body]
    if others:
        same = and_(OTHER.c.case_id == worklist.c.case_id, OTHER.c.agency.in_(others))
        yield exists(select(OTHER.c.case_id).where(same, nearer))


def together(desks: Sequence[Select[Any]], keys: Sequence[str] = (), *, down: bool = False) -> Any:
    """Several limited lists as one, in the order of the columns named `keys`."""
    if len(desks) == 1:
        return desks[0]
    every = union_all(*(select(desk.subquery()) for desk in desks))
    named: list[ColumnElement[Any]] = [column(key) for key in keys]
    return every.order_by(*(key.desc() if down else key for key in named))


def newest(
    visibility: Visibility, columns: Sequence[Any], *where: ColumnElement[bool], last: int
) -> Any:
    """The first `last` cases a person may see, newest first; `where` is about `cases`, `people`
    and `worklist`, `columns` hold the opening and the id of the case."""
    bodies = (AUDITORS,) if visibility.audits else desks_of(visibility)
    order = (worklist.c.opened_at.desc(), worklist.c.case_id.desc())
    desks = [
        select(*columns)
        .select_from(LYING)
        .where(worklist.c.agency == body, not_barred(visibility), *where)
        .where(*(~twice for twice in _twice(visibility, body)))
        .order_by(*order)
        .limit(last)
        for body in bodies
    ]
    return together(desks, ("opened_at", "id"), down=True)


def _twice(visibility: Visibility, body: str) -> Iterator[ColumnElement[bool]]:
    return iter(()) if body == AUDITORS else elsewhere(visibility, body, OTHER.c.agency < body)
