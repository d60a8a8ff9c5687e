"""Every change to the directory, for ever: what, about whom, by whom, on which document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from models.audit import journal
from models.audit.wishes import was_done
from models.schema.directory_log import directory_log


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line. `said` is the JSON of what was entered. `by` is empty on the command line."""

    act_id: str
    what: str
    person: str
    document: str
    said: str
    by: str
    at: datetime


class DirectoryLog:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def knows(self, act_id: str) -> bool:
        """Raises ActIdReused where the same form said something else."""
        return was_done(self.connection, directory_log.c.act_id, act_id)

    def add(self, change: Change) -> None:
        journal.add(self.connection, directory_log, **asdict(change))

    def changes(self, person: str = "", *, limit: int = 200) -> tuple[Change, ...]:
        """Newest first."""
        columns = [directory_log.c[name] for name in Change.__slots__]
        query = select(*columns).order_by(directory_log.c.id.desc()).limit(limit)
        if person:
            query = query.where(directory_log.c.person == person)
        return tuple(Change(**row._mapping) for row in self.connection.execute(query))
