"""Cases a person keeps at hand: pinned by them, or looked at last. Rights are asked at reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from models.cases.inbox import CASE_LINE, CaseLine
from models.schema.accounts import case_marks
from models.schema.tables import cases, people
from models.upsert import upsert
from models.visibility import Visibility, visible_to

KEY = ("person", "case_id")
LAST = 50  # marks looked at; what one may see no more is passed over


class CaseMarks:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def look(self, person: str, case_id: str, at: datetime) -> None:
        self._put(person, case_id, seen_at=at)

    def pin(self, person: str, case_id: str, at: datetime | None) -> None:
        """`at` None: no longer."""
        self._put(person, case_id, pinned_at=at)

    def is_pinned(self, person: str, case_id: str) -> bool:
        query = select(case_marks.c.pinned_at).where(
            case_marks.c.person == person, case_marks.c.case_id == case_id
        )
        return self.connection.execute(query).scalar() is not None

    def pinned(self, visibility: Visibility, limit: int) -> tuple[CaseLine, ...]:
        """What was pinned last first."""
        return self._kept(visibility, case_marks.c.pinned_at, limit)

    def recent(self, visibility: Visibility, limit: int) -> tuple[CaseLine, ...]:
        """What was looked at last first."""
        return self._kept(visibility, case_marks.c.seen_at, limit)

    def _kept(self, visibility: Visibility, when: Any, limit: int) -> tuple[CaseLine, ...]:
        mine = select(case_marks.c.case_id, when.label("at")).where(
            case_marks.c.person == visibility.person, when.is_not(None)
        )
        last = mine.order_by(when.desc()).limit(LAST).subquery()
        query = (
            select(*CASE_LINE)
            .join(last, last.c.case_id == cases.c.id)
            .join(people, people.c.id == cases.c.subject)
            .where(visible_to(visibility))
            .order_by(last.c.at.desc(), cases.c.id)
            .limit(limit)
        )
        return tuple(CaseLine(*row) for row in self.connection.execute(query))

    def _put(self, person: str, case_id: str, **changed: Any) -> None:
        row = {"person": person, "case_id": case_id} | changed
        self.connection.execute(upsert(self.connection, case_marks, row, KEY, changed))
