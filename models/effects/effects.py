"""What software has done for a case, by key. The primary key makes a second time impossible."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from models.audit import journal
from models.schema.tables import effects


class Effects:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def done(self, case_id: str) -> frozenset[str]:
        query = select(effects.c.key).where(effects.c.case_id == case_id)
        return frozenset(self.connection.execute(query).scalars())

    def record(self, case_id: str, key: str, at: datetime) -> bool:
        """False when it was done before."""
        known = select(effects.c.key).where(effects.c.case_id == case_id, effects.c.key == key)
        if self.connection.execute(known).first() is not None:
            return False
        journal.add(self.connection, effects, case_id=case_id, key=key, done_at=at)
        return True
