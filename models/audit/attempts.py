"""Attempts on cases that were refused, for auditors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, exists, or_, select

from models.audit import journal
from models.schema.attempts import refused_attempts as table
from models.schema.tables import cases
from models.visibility import Visibility, visible_to

SAME = timedelta(minutes=1)  # the same again within it is the same attempt: nobody fills a disk


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedAttempt:
    """Who asked for what of which case (as typed; there may be none), refused with which code."""

    person: str
    case_id: str
    what: str
    code: str
    at: datetime


class Attempts:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, attempt: RefusedAttempt) -> None:
        row = asdict(attempt)
        same = and_(*(table.c[name] == row[name] for name in ("person", "case_id", "what", "code")))
        known = select(table.c.id).where(same, table.c.at > attempt.at - SAME)
        if self.connection.execute(known.limit(1)).first() is None:
            journal.add(self.connection, table, **row)

    def newest(
        self, visibility: Visibility, case: str = "", *, limit: int = 200
    ) -> tuple[RefusedAttempt, ...]:
        """Newest first; none on a case this auditor may not see."""
        there = exists().where(cases.c.id == table.c.case_id)
        seen = exists().where(cases.c.id == table.c.case_id, visible_to(visibility))
        columns = (table.c[name] for name in RefusedAttempt.__slots__)
        query = select(*columns).where(or_(~there, seen)).order_by(table.c.id.desc())
        if case:
            query = query.where(table.c.case_id == case)
        return tuple(
            RefusedAttempt(**r._mapping) for r in self.connection.execute(query.limit(limit))
        )
