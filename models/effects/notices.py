"""What was told, in the order of facts; who may still read it; what they have read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    union,
)

from domain.effects.notices import Notice, NoticeKind
from models.accounts.accounts import Accounts
from models.cases.desks import COUNTED_UP_TO, together
from models.facts_json import dump
from models.schema.accounts import preferences
from models.schema.notices import notice_reads, notices
from models.schema.tables import cases, people
from models.visibility import Visibility, not_barred, visible_to

READ_UP_TO = "told"  # the preference: up to this number everything is read
LATE_COMMITS = 500  # a number is given when a notice is written and seen when that is committed
LOOKED_AT = 300
NAMES = ("key", "kind", "at", "case_id", "task", "agency", "person", "by", "facts")


@dataclass(frozen=True, slots=True)
class Given:
    """A notice as one person finds it, with the case it is about as it stands now."""

    id: int
    notice: Notice
    unread: bool
    subject: str
    subject_id: str
    procedure: str
    law_digest: str


class Notices:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, given: Iterable[Notice]) -> int:
        """How many were new: what was told under the same key is not told again."""
        rows = [_row(notice) for notice in given]
        if not rows:
            return 0
        known = self._known([row["key"] for row in rows])
        fresh = [row for row in rows if row["key"] not in known]
        if fresh:
            self.connection.execute(insert(notices), fresh)
        return len(fresh)

    def fresh(self, given: Iterable[Notice]) -> list[Notice]:
        """Those that were not told yet."""
        found = list(given)
        known = self._known([notice.key for notice in found])
        return [notice for notice in found if notice.key not in known]

    def write(self, given: Iterable[Notice]) -> None:
        """The notices of an act that was not done before."""
        if rows := [_row(notice) for notice in given]:
            self.connection.execute(insert(notices), rows)

    def _known(self, keys: Sequence[str]) -> frozenset[str]:
        query = select(notices.c.key).where(notices.c.key.in_(keys))
        return frozenset(self.connection.execute(query).scalars())

    def start(self, person: str) -> None:
        """For a new account: what was told before is not new to it."""
        accounts = Accounts(self.connection)
        if not accounts.preference(person, READ_UP_TO):
            accounts.prefer(person, READ_UP_TO, str(self._newest()))

    def _newest(self) -> int:
        return int(self.connection.execute(select(func.max(notices.c.id))).scalar() or 0)

    def of_case(self, case_id: str) -> tuple[Notice, ...]:
        """In order, whoever was told."""
        query = select(notices).where(notices.c.case_id == case_id).order_by(notices.c.id)
        return tuple(_notice(row) for row in self.connection.execute(query))

    def of_tasks(self, tasks: Collection[str], kind: NoticeKind) -> dict[str, Notice]:
        """Task → the notice of that kind about it, which any recipient may have got."""
        query = select(notices).where(notices.c.task.in_(tasks), notices.c.kind == kind)
        found = self.connection.execute(query.order_by(notices.c.id))
        return {row.task: _notice(row) for row in found}

    def about_tasks(
        self, tasks: Collection[str], kinds: Collection[NoticeKind]
    ) -> tuple[Notice, ...]:
        """Of these kinds about these questions, in order, whoever was told."""
        query = select(notices).where(notices.c.task.in_(tasks), notices.c.kind.in_(kinds))
        return tuple(_notice(row) for row in self.connection.execute(query.order_by(notices.c.id)))

    def of(
        self,
        visibility: Visibility,
        *,
        limit: int = 50,
        offset: int = 0,
        unread: bool = False,
        after: int = 0,
        numbers: Collection[int] | None = None,
    ) -> tuple[Given, ...]:
        """What this person was told and may see now, newest first; with a number above `after`, or
        one of `numbers`."""
        new = _unread(visibility.person)
        narrowed = [new] if unread else []
        narrowed += [notices.c.id > after] if after else []
        narrowed += [notices.c.id.in_(numbers)] if numbers is not None else []
        shown = _shown(visibility, *narrowed, last=limit + offset).limit(limit).offset(offset)
        query = (
            select(
                notices,
                new.label("unread"),
                people.c.full_name,
                cases.c.subject,
                cases.c.procedure,
                cases.c.law_digest,
            )
            .select_from(_with_cases().outerjoin(people, people.c.id == cases.c.subject))
            .where(notices.c.id.in_(select(shown.subquery())))
            .order_by(notices.c.id.desc())
        )
        return tuple(_given(row) for row in self.connection.execute(query))

    def unread(self, visibility: Visibility) -> int:
        """How many are new among the LOOKED_AT last of each desk, no further than COUNTED_UP_TO:
        this is asked on every page."""
        query = _shown(visibility, _unread(visibility.person), last=COUNTED_UP_TO, among=LOOKED_AT)
        counted = select(func.count()).select_from(query.limit(COUNTED_UP_TO).subquery())
        return int(self.connection.execute(counted).scalar_one())

    def read(self, visibility: Visibility, up_to: int) -> None:
        """Everything shown up to a number is read now. What was written before and appears later
        stays new: it is marked one by one, and what lies far behind as a whole."""
        person = visibility.person
        new = (notices.c.id <= up_to, _unread(person))
        ids = union(*(_ids(may, *new, told=told) for told, may in _desks(visibility))).subquery()
        shown = select(literal(person), ids.c.id)
        self.connection.execute(insert(notice_reads).from_select(["person", "notice"], shown))
        accounts = Accounts(self.connection)
        floor = max(int(accounts.preference(person, READ_UP_TO) or 0), up_to - LATE_COMMITS)
        accounts.prefer(person, READ_UP_TO, str(floor))
        mine = and_(notice_reads.c.person == person, notice_reads.c.notice <= floor)
        self.connection.execute(delete(notice_reads).where(mine))


def _with_cases() -> Any:
    return notices.outerjoin(cases, cases.c.id == notices.c.case_id)


def _shown(
    visibility: Visibility, *narrowed: ColumnElement[bool], last: int, among: int | None = None
) -> Any:
    """Numbers of what a person was told and may see now, the `last` newest of each desk: what was
    told to them, and to each body they work for today. `among`: looks no further back on a desk."""
    desks = [
        _ids(may, *narrowed, told=told, among=among).order_by(notices.c.id.desc()).limit(last)
        for told, may in _desks(visibility)
    ]
    return together(desks, ("id",), down=True)


def _ids(
    may: ColumnElement[bool],
    *narrowed: ColumnElement[bool],
    told: ColumnElement[bool],
    among: int | None = None,
) -> Select[Any]:
    if among is not None:
        newest = select(notices.c.id).where(told).order_by(notices.c.id.desc()).limit(among)
        told = notices.c.id.in_(newest)
    return select(notices.c.id).select_from(_with_cases()).where(told, may, *narrowed)


def _desks(visibility: Visibility) -> Iterator[tuple[ColumnElement[bool], ColumnElement[bool]]]:
    """What was told to whom, not by the reader; and, asked anew, whether they may see it: a case
    they have a part in, or one that is about them."""
    free, others = notices.c.case_id.is_(None), notices.c.by != visibility.person
    about_me = cases.c.subject == visibility.person
    mine = notices.c.person == visibility.person
    yield mine, and_(others, or_(free, about_me, not_barred(visibility)))
    for body in visibility.agencies:
        yield notices.c.agency == body, and_(others, or_(free, visible_to(visibility)))


def _unread(person: str) -> ColumnElement[bool]:
    up_to = select(cast(preferences.c.value, Integer)).where(
        preferences.c.person == person, preferences.c.name == READ_UP_TO
    )
    seen = exists(
        select(notice_reads.c.notice).where(
            notice_reads.c.person == person, notice_reads.c.notice == notices.c.id
        )
    )
    return and_(notices.c.id > func.coalesce(up_to.scalar_subquery(), 0), ~seen)


def _row(notice: Notice) -> dict[str, Any]:
    row = {name: getattr(notice, name) for name in NAMES}
    return row | {"case_id": notice.case_id or None, "facts": dump(dict(notice.facts))}


def _notice(row: Row[Any]) -> Notice:
    named = {name: getattr(row, name) for name in NAMES}
    kept = {"case_id": row.case_id or "", "facts": json.loads(row.facts)}
    return Notice(**named | kept | {"kind": NoticeKind(row.kind)})


def _given(row: Row[Any]) -> Given:
    about = (row.full_name or "", row.subject or "", row.procedure or "", row.law_digest or "")
    return Given(row.id, _notice(row), bool(row.unread), *about)
