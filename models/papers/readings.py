"""Who was shown which version of a paper, and when. Written before the text is handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from models.audit import journal
from models.schema.tables import readings


@dataclass(frozen=True, slots=True)
class Reading:
    """`content` is the hash of the version; `how` docx | pdf | preview | compare | lint."""

    case_id: str
    content: str
    person: str
    how: str
    at: datetime


class Readings:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, reading: Reading) -> None:
        named = {name: getattr(reading, name) for name in Reading.__slots__}
        journal.add(self.connection, readings, **named)

    def of_case(self, case_id: str) -> tuple[Reading, ...]:
        """In the order in which they happened."""
        columns = [readings.c[name] for name in Reading.__slots__]
        query = select(*columns).where(readings.c.case_id == case_id).order_by(readings.c.id)
        return tuple(Reading(**row._mapping) for row in self.connection.execute(query))
