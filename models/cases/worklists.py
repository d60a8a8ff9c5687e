"""The four lists of an official's desk, counted and paged; rights are in the query itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    or_,
    select,
)

from domain.cases.sign_off import SUBJECT
from models.cases.desks import (
    COUNTED_UP_TO,
    LYING,
    OTHER,
    SUBJECT_OF,
    desks_of,
    elsewhere,
    named,
    together,
)
from models.cases.worklist_rows import AUDITORS, Tab, place
from models.schema.tables import asked_again, cases, is_open, people, tasks, worklist
from models.visibility import Visibility, not_barred

BEFORE = {
    Tab.COORDINATING: (Tab.WAITING,),
    Tab.FOLLOWING: (Tab.WAITING, Tab.COORDINATING),
    Tab.DONE: (),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list, with the most pressing question still open in it.

    In Chờ xử lý `task` is the question put to the reader's body, else it is somebody else's.
    """

    case: str
    procedure: str
    law_digest: str
    subject: str
    press_agency: str
    post: str
    status: str
    step: str
    opened_at: datetime
    due: date | None = None
    agency: str = ""
    task: str = ""
    holder: str = ""
    prepared_by: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list. `words`: part of a name or of a case id, marks aside; `procedure` its name.

    `again`: only questions that were put before; `mine`: only those this person can get on with.
    `after` is the last day and the task id of the row after which a list of open tasks goes on.
    """

    tab: Tab = Tab.WAITING
    words: str = ""
    procedure: str = ""
    late_before: date | None = None
    again: bool = False
    mine: bool = False
    limit: int = 50
    offset: int = 0
    after: tuple[date | None, str] | None = None


def lines(connection: Connection, visibility: Visibility, wanted: Wanted) -> tuple[Line, ...]:
    """Most pressing first; closed cases newest first."""
    columns, keys = _columns(wanted.tab), _keys(wanted.tab)
    order = [key.desc() if wanted.tab == Tab.DONE else key for key in keys]
    last = wanted.limit + wanted.offset
    desks = [
        desk.add_columns(*columns, *keys).order_by(*order).limit(last)
        for desk in _desks(visibility, wanted)
    ]
    query = together(desks, [key.name for key in keys], down=wanted.tab == Tab.DONE)
    rows = connection.execute(query.limit(wanted.limit).offset(wanted.offset))
    return tuple(Line(*row[: len(columns)]) for row in rows)


def count(connection: Connection, visibility: Visibility, wanted: Wanted) -> int:
    """How many, counted no further than COUNTED_UP_TO."""
    desks = [
        desk.add_columns(cases.c.id).limit(COUNTED_UP_TO) for desk in _desks(visibility, wanted)
    ]
    found = together(desks).limit(COUNTED_UP_TO).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _desks(visibility: Visibility, wanted: Wanted) -> list[Select[Any]]:
    """A query without columns for each body worked for; somebody of no body has an empty desk."""
    bodies = desks_of(visibility)
    if wanted.tab == Tab.WAITING:
        return [_asked(visibility, body, wanted) for body in bodies]
    if visibility.audits and wanted.tab != Tab.COORDINATING:
        bodies = (AUDITORS,)
    return [_lying(visibility, body, wanted) for body in bodies]


def _asked(visibility: Visibility, body: str, wanted: Wanted) -> Select[Any]:
    """Open questions to a body: a line for each, though they be of one case."""
    query = (
        select()
        .select_from(tasks.join(cases, cases.c.id == tasks.c.case_id).join(people, SUBJECT_OF))
        .where(is_open(), tasks.c.agency == body, tasks.c.role != SUBJECT, not_barred(visibility))
    )
    if wanted.late_before:
        query = query.where(tasks.c.due_day < wanted.late_before)
    if wanted.again:
        query = query.where(asked_again())
    if wanted.mine:
        query = query.where(_within_reach(visibility, body))
    if wanted.after is not None:
        query = query.where(_beyond(*wanted.after))
    return _narrowed(query, wanted)


def _within_reach(visibility: Visibility, body: str) -> ColumnElement[bool]:
    """Who signs: all but what another signer holds. Who prepares: what no colleague holds and
    nobody has put before who signs."""
    own = tasks.c.holder.in_((visibility.person, *visibility.acts_for))
    if body in visibility.signs:
        return or_(tasks.c.holder_signs.is_(False), own)
    return and_(tasks.c.prepared_by == "", or_(tasks.c.holder == "", own))


def _lying(visibility: Visibility, body: str, wanted: Wanted) -> Select[Any]:
    """Cases in one tab of a body's desk."""
    joined = LYING
    if wanted.tab != Tab.DONE:
        joined = LYING.join(tasks, tasks.c.id == worklist.c.task)
    query = select().select_from(joined).where(worklist.c.agency == body, not_barred(visibility))
    query = query.where(worklist.c.tab == wanted.tab)
    query = query.where(*(~nearer for nearer in _nearer(visibility, body, wanted.tab)))
    if wanted.late_before and wanted.tab != Tab.DONE:
        query = query.where(worklist.c.place < wanted.late_before.isoformat())
    if wanted.after is not None and wanted.tab != Tab.DONE:
        due, task = wanted.after
        query = query.where(worklist.c.place > place(due, task))
    return _narrowed(query, wanted)


def _nearer(visibility: Visibility, body: str, tab: Tab) -> Iterator[ColumnElement[bool]]:
    """A case that lies on several desks of one reader is listed where it matters most."""
    if body == AUDITORS and tab == Tab.DONE:
        return iter(())
    same = and_(OTHER.c.tab == tab, OTHER.c.agency < body)
    return elsewhere(visibility, body, or_(OTHER.c.tab.in_(BEFORE[tab]), same))


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.words:
        query = query.where(named(wanted.words))
    if wanted.procedure:
        query = query.where(cases.c.procedure.like(f"%/{wanted.procedure}%"))
    return query


def _beyond(due: date | None, task: str) -> ColumnElement[bool]:
    """Rows behind this one in the order of `lines`: those without a date come last."""
    if due is None:
        return and_(tasks.c.due_day.is_(None), tasks.c.id > task)
    same = and_(tasks.c.due_day == due, tasks.c.id > task)
    return or_(tasks.c.due_day.is_(None), tasks.c.due_day > due, same)


def _keys(tab: Tab) -> list[Any]:
    """What a list is ordered by."""
    if tab != Tab.WAITING:
        return [worklist.c.place.label("place")]
    due = tasks.c.due_day
    return [due.is_(None).label("undated"), due.label("last_day"), tasks.c.id.label("question")]


def _columns(tab: Tab) -> list[Any]:
    case = [
        cases.c.id.label("case"),
        cases.c.procedure,
        cases.c.law_digest,
        people.c.full_name,
        cases.c.press_agency,
        cases.c.post,
        cases.c.status,
        cases.c.step,
        cases.c.opened_at,
    ]
    asked = [tasks.c.due_day, tasks.c.agency, tasks.c.id, tasks.c.holder, tasks.c.prepared_by]
    return case if tab == Tab.DONE else [*case, *asked]


def asked_bodies(connection: Connection) -> dict[str, int]:
    """Which bodies are asked something now, and how many questions, counted no further than
    COUNTED_UP_TO; of what cases is not said."""
    some = [
        select(tasks.c.agency)
        .where(is_open(), tasks.c.agency == body, tasks.c.role != SUBJECT)
        .limit(COUNTED_UP_TO)
        for body in connection.execute(ASKED).scalars()
    ]
    if not some:
        return {}
    asked = together(some).subquery()
    query = select(asked.c.agency, func.count()).group_by(asked.c.agency)
    return {row[0]: row[1] for row in connection.execute(query)}


def _asked_codes() -> Select[Any]:
    """Each code once, from one to the next through the index, without reading what lies between."""
    first = select(func.min(tasks.c.agency).label("code")).where(is_open()).cte(recursive=True)
    following = select(func.min(tasks.c.agency)).where(is_open(), tasks.c.agency > first.c.code)
    every = first.union_all(select(following.scalar_subquery()).where(first.c.code.is_not(None)))
    return select(every.c.code).where(every.c.code.is_not(None))


ASKED = _asked_codes()
