"""The four lists of an official's desk, counted and paged; rights are in the query itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from domain.cases.sign_off import SUBJECT
from domain.state.case import CaseStatus
from domain.text import fold
from models.schema.tables import cases, people, tasks
from models.visibility import Visibility, not_barred, visible_to

COUNTED_UP_TO = 1000  # beyond, a tab says "1000+": nobody reads further, and counting costs


class Tab(StrEnum):
    """As officials know them from e-office."""

    WAITING = "waiting"  # Chờ xử lý: my body is asked now
    COORDINATING = "coordinating"  # Phối hợp: my body runs the case, others are asked
    FOLLOWING = "following"  # Theo dõi: my body has answered, or audits
    DONE = "done"  # Đã xử lý: closed cases


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list. `words`: part of a name or of a case id, marks aside; `procedure` its name.

    `again`: only questions that were put before. `after` is the last day and the task id of the
    row after which a list of open tasks goes on.
    """

    tab: Tab = Tab.WAITING
    words: str = ""
    procedure: str = ""
    late_before: date | None = None
    again: bool = False
    limit: int = 50
    offset: int = 0
    after: tuple[date | None, str] | None = None


def lines(connection: Connection, visibility: Visibility, wanted: Wanted) -> tuple[Line, ...]:
    """Most pressing first; closed cases newest first."""
    query = _query(visibility, wanted, _columns(wanted.tab))
    order: list[Any] = [tasks.c.due_day.is_(None), tasks.c.due_day, tasks.c.id]
    if wanted.tab == Tab.DONE:
        order = [cases.c.opened_at.desc(), cases.c.id.desc()]
    if wanted.after is not None and wanted.tab != Tab.DONE:
        query = query.where(_beyond(*wanted.after))
    query = query.order_by(*order).limit(wanted.limit).offset(wanted.offset)
    return tuple(Line(*row) for row in connection.execute(query))


def count(connection: Connection, visibility: Visibility, wanted: Wanted) -> int:
    """How many, counted no further than COUNTED_UP_TO."""
    found = _query(visibility, wanted, [cases.c.id]).limit(COUNTED_UP_TO).subquery()
    return int(connection.execute(select(func.count()).select_from(found)).scalar_one())


def _beyond(due: date | None, task: str) -> ColumnElement[bool]:
    """Rows behind this one in the order of `lines`: those without a date come last."""
    if due is None:
        return and_(tasks.c.due_day.is_(None), tasks.c.id > task)
    same = and_(tasks.c.due_day == due, tasks.c.id > task)
    return or_(tasks.c.due_day.is_(None), tasks.c.due_day > due, same)


def _columns(tab: Tab) -> list[Any]:
    case = [
        cases.c.id,
        cases.c.procedure,
        cases.c.law_digest,
        people.c.full_name,
        cases.c.press_agency,
        cases.c.post,
        cases.c.status,
        cases.c.step,
        cases.c.opened_at,
    ]
    asked = [tasks.c.due_day, tasks.c.agency, tasks.c.id]
    return case if tab == Tab.DONE else [*case, *asked]


def _query(visibility: Visibility, wanted: Wanted, columns: list[Any]) -> Select[Any]:
    query = select(*columns).select_from(_joined(wanted.tab))
    query = query.where(_of_tab(visibility, wanted.tab))
    if wanted.words:
        words = fold(wanted.words)
        query = query.where(
            or_(
                people.c.folded.contains(words, autoescape=True),
                func.lower(cases.c.id).contains(words, autoescape=True),
            )
        )
    if wanted.procedure:
        query = query.where(cases.c.procedure.like(f"%/{wanted.procedure}%"))
    if wanted.late_before and wanted.tab != Tab.DONE:
        query = query.where(tasks.c.due_day < wanted.late_before)
    if wanted.again:
        query = query.where(or_(tasks.c.round > 1, tasks.c.id.contains("~", autoescape=True)))
    return query


def asked_bodies(connection: Connection) -> tuple[tuple[str, int], ...]:
    """Bodies that are asked something now, and how many questions; of what cases is not said."""
    query = (
        select(tasks.c.agency, func.count())
        .where(tasks.c.status == "open", tasks.c.role != SUBJECT)
        .group_by(tasks.c.agency)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))


def _joined(tab: Tab) -> Any:
    base = cases.join(people, people.c.id == cases.c.subject)
    if tab == Tab.DONE:
        return base
    return base.join(tasks, and_(tasks.c.case_id == cases.c.id, tasks.c.status == "open"))


def _of_tab(visibility: Visibility, tab: Tab) -> ColumnElement[bool]:
    """Which cases a list holds; each condition carries the rights of the reader."""
    if tab == Tab.DONE:
        return and_(cases.c.status != CaseStatus.OPEN, visible_to(visibility))
    mine = and_(tasks.c.agency.in_(visibility.agencies), tasks.c.role != SUBJECT)
    running = cases.c.status == CaseStatus.OPEN
    if tab == Tab.WAITING:
        return and_(running, not_barred(visibility), mine)
    handled = cases.c.handler.in_(visibility.agencies)
    one_row = and_(running, ~_earlier_open(), ~_asked_now(visibility))
    if tab == Tab.COORDINATING:
        return and_(one_row, not_barred(visibility), handled)
    return and_(one_row, visible_to(visibility), ~handled)


def _earlier_open() -> ColumnElement[bool]:
    """Is there another open question of the case before this one? Then this one is not listed."""
    other = tasks.alias("other")
    return exists(
        select(other.c.id).where(
            other.c.case_id == cases.c.id, other.c.status == "open", other.c.seq < tasks.c.seq
        )
    )


def _asked_now(visibility: Visibility) -> ColumnElement[bool]:
    mine = tasks.alias("mine")
    return exists(
        select(mine.c.id).where(
            mine.c.case_id == cases.c.id,
            mine.c.status == "open",
            mine.c.agency.in_(visibility.agencies),
            mine.c.role != SUBJECT,
        )
    )
