"""Who was shown which version of a paper, and when: as it comes in from the spool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, select

from models.audit import journal
from models.schema.tables import cases, people, readings


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

    def fits(self, reading: Reading) -> bool:
        """Are case and person in this database?"""
        case, person = cases.c.id == reading.case_id, people.c.id == reading.person
        row = self.connection.execute(select(exists().where(case), exists().where(person))).one()
        return all(row)

    def of_case(self, case_id: str) -> tuple[Reading, ...]:
        """In the order in which they happened."""
        columns = [readings.c[name] for name in Reading.__slots__]
        mine = select(*columns).where(readings.c.case_id == case_id)
        query = mine.order_by(readings.c.at, readings.c.id)
        return tuple(Reading(**row._mapping) for row in self.connection.execute(query))
