"""Who works for this installation, on however many machines, and what the clock did last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from models.schema.operations import duties, processes
from models.upsert import upsert

FORGOTTEN = timedelta(days=1)  # a process unseen for so long is no news any more


@dataclass(frozen=True, slots=True)
class Process:
    """`worker` is host:pid, `kind` web or conductor. `seen_at` is its last sign of life, `law` the
    edition of the law data it read when it started."""

    worker: str
    kind: str
    version: str
    started_at: datetime
    seen_at: datetime
    law: str = ""


@dataclass(frozen=True, slots=True)
class DutyState:
    """`failed_at` is its last failure, also where it was done since; `error` then is empty."""

    name: str
    done_at: datetime | None
    failed_at: datetime | None
    error: str


class Operations:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def beat(self, process: Process) -> None:
        """A sign of life; those long dead are dropped with it."""
        self._put(processes, asdict(process), "worker")
        old = processes.c.seen_at < process.seen_at - FORGOTTEN
        self.connection.execute(delete(processes).where(old))

    def gone(self, worker: str) -> None:
        """It ended as it should."""
        self.connection.execute(delete(processes).where(processes.c.worker == worker))

    def processes(self) -> tuple[Process, ...]:
        query = select(*(processes.c[name] for name in Process.__slots__))
        found = self.connection.execute(query.order_by(processes.c.kind, processes.c.worker))
        return tuple(Process(*row) for row in found)

    def done(self, name: str, at: datetime) -> None:
        self._put(duties, {"name": name, "done_at": at, "error": ""}, "name")

    def failed(self, name: str, at: datetime, error: str) -> None:
        self._put(duties, {"name": name, "failed_at": at, "error": error}, "name")

    def duties(self) -> tuple[DutyState, ...]:
        query = select(*(duties.c[name] for name in DutyState.__slots__))
        return tuple(DutyState(*row) for row in self.connection.execute(query))

    def _put(self, table: Table, row: Mapping[str, Any], key: str) -> None:
        self.connection.execute(upsert(self.connection, table, row, [key]))
