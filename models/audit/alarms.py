"""What the program found wrong with itself: written beside the act that was undone, and listed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from models.audit import journal
from models.schema.notices import alarms

SHOWN = ("at", "case_id", "act_id", "person", "rule", "found")


@dataclass(frozen=True, slots=True)
class Alarm:
    """An act that was undone because its end would have contradicted the case. `rule` is a name of
    docs/invariants.md, `found` where it did not hold; no `person`: software acted."""

    at: datetime
    case_id: str
    act_id: str
    person: str
    rule: str
    found: str


class Alarms:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, alarm: Alarm) -> None:
        """Once for one wish and one invariant, however often it is tried."""
        same = (alarms.c.act_id == alarm.act_id, alarms.c.rule == alarm.rule)
        if self.connection.execute(select(alarms.c.id).where(*same)).first() is None:
            journal.add(self.connection, alarms, **asdict(alarm))

    def count(self) -> int:
        return int(self.connection.execute(select(func.count(alarms.c.id))).scalar_one())

    def newest(self, limit: int = 20) -> tuple[Alarm, ...]:
        query = select(*(alarms.c[name] for name in SHOWN)).order_by(alarms.c.id.desc())
        return tuple(Alarm(*row) for row in self.connection.execute(query.limit(limit)))
