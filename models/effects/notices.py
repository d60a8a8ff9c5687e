"""Messages to agencies, each once by its key."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from domain.effects.notices import Notice
from models.audit import journal
from models.schema.tables import notices


class Notices:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, notice: Notice, at: datetime) -> bool:
        """False when this notice was given before."""
        known = select(notices.c.key).where(notices.c.key == notice.key)
        if self.connection.execute(known).first() is not None:
            return False
        facts = json.dumps(dict(notice.facts), ensure_ascii=False)
        journal.add(
            self.connection,
            notices,
            key=notice.key,
            case_id=notice.case_id,
            agency=notice.agency,
            template=notice.template,
            facts=facts,
            at=at,
        )
        return True

    def of_case(self, case_id: str) -> tuple[Notice, ...]:
        return self._where(notices.c.case_id == case_id)

    def of_agencies(self, agencies: Sequence[str], *, limit: int = 50) -> tuple[Notice, ...]:
        """The newest notices to these agencies, oldest of them first."""
        return self._where(notices.c.agency.in_(agencies))[-limit:]

    def _where(self, condition: ColumnElement[bool]) -> tuple[Notice, ...]:
        query = select(notices).where(condition).order_by(notices.c.at, notices.c.key)
        return tuple(
            Notice(
                key=r.key,
                case_id=r.case_id,
                agency=r.agency,
                template=r.template,
                facts=json.loads(r.facts),
            )
            for r in self.connection.execute(query)
        )
