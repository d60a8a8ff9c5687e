"""The lines of the one tree in their order, its checkpoints, and who has cosigned which.

Between two checkpoints stand, in this order: facts of cases and of registers by their ids, then
each stream of the journal. What is not under a checkpoint yet comes with the next one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, text

from domain.audit.merkle import leaf_of
from models.schema.journal import journal, streams
from models.schema.registers import register_events
from models.schema.seals import checkpoints, cosignatures
from models.schema.tables import events


@dataclass(frozen=True, slots=True)
class Marks:
    """Up to where the lines of each table belong to a checkpoint."""

    events: int = 0
    register_events: int = 0
    streams: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`at` ISO 8601 UTC, `root` hexadecimal, `note` the text this installation signed."""

    size: int
    at: str
    marks: Marks
    root: str
    note: str


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of the tree: the row it stands for, as people name it, and its leaf."""

    table: str
    row: str
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Cosignature:
    """`line` as the witness wrote it; `at` seconds since 1970 UTC."""

    size: int
    name: str
    line: str
    at: int


class Checkpoints:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def marks(self) -> Marks:
        """What is committed now. On PostgreSQL ids are given before they are committed: for this
        one look writers are waited for, so that none comes in later below the mark."""
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(text("LOCK TABLE events, register_events IN SHARE MODE"))
        last = self.connection.execute(select(func.max(events.c.id))).scalar() or 0
        kept = self.connection.execute(select(func.max(register_events.c.id))).scalar() or 0
        rows = self.connection.execute(select(streams).order_by(streams.c.name))
        return Marks(last, kept, tuple((row.name, row.length) for row in rows))

    def all(self) -> tuple[Checkpoint, ...]:
        """Oldest first."""
        found = self.connection.execute(select(checkpoints).order_by(checkpoints.c.size))
        return tuple(map(_checkpoint, found))

    def newest(self) -> Checkpoint | None:
        query = select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)
        row = self.connection.execute(query).first()
        return _checkpoint(row) if row else None

    def add(self, made: Checkpoint) -> None:
        self.connection.execute(
            insert(checkpoints).values(
                size=made.size,
                at=made.at,
                events=made.marks.events,
                register_events=made.marks.register_events,
                streams=json.dumps(made.marks.streams),
                root=made.root,
                note=made.note,
            )
        )

    def lines(self, marks: list[Marks]) -> Iterator[TreeLine]:
        """Every line up to the last of these marks, which are those of all checkpoints in order."""
        before = Marks()
        for after in marks:
            yield from self._facts(before.events, after.events)
            yield from self._register_facts(before.register_events, after.register_events)
            begun = dict(before.streams)
            for name, length in after.streams:
                yield from self._journal(name, begun.get(name, 0), length)
            before = after

    def issued_since(self, marks: Marks, kinds: list[str]) -> bool:
        """Has a fact of these kinds been written since?"""
        query = select(events.c.id).where(events.c.id > marks.events, events.c.kind.in_(kinds))
        return self.connection.execute(query.limit(1)).first() is not None

    def last_fact(self, marks: Marks) -> str:
        """When the newest fact under these marks was written, ISO 8601 UTC."""
        query = select(func.max(events.c.at)).where(events.c.id <= marks.events)
        return self.connection.execute(query).scalar() or ""

    def cosignatures(self) -> tuple[Cosignature, ...]:
        """Newest checkpoint first."""
        query = select(cosignatures).order_by(cosignatures.c.size.desc(), cosignatures.c.name)
        return tuple(Cosignature(*row) for row in self.connection.execute(query))

    def cosign(self, given: Cosignature) -> bool:
        """False where this witness has signed this checkpoint before."""
        this = (cosignatures.c.size == given.size, cosignatures.c.name == given.name)
        if self.connection.execute(select(cosignatures).where(*this)).first():
            return False
        row = {"size": given.size, "name": given.name, "line": given.line, "at": given.at}
        self.connection.execute(insert(cosignatures).values(row))
        return True

    def _facts(self, after: int, until: int) -> Iterator[TreeLine]:
        e = events.c
        query = select(e.case_id, e.version, e.part, e.digest).where(e.id > after, e.id <= until)
        for case_id, version, part, digest in self._streamed(query.order_by(e.id)):
            leaf = leaf_of("events", case_id, version, part, digest)
            yield TreeLine("events", f"{case_id} {version}.{part}", leaf)

    def _register_facts(self, after: int, until: int) -> Iterator[TreeLine]:
        e = register_events.c
        query = select(e.series, e.version, e.digest).where(e.id > after, e.id <= until)
        for series, version, digest in self._streamed(query.order_by(e.id)):
            leaf = leaf_of("register_events", series, version, digest)
            yield TreeLine("register_events", f"{series} {version}", leaf)

    def _journal(self, stream: str, after: int, until: int) -> Iterator[TreeLine]:
        j = journal.c
        span = (j.stream == stream, j.number > after, j.number <= until)
        query = select(j.number, j.table_name, j.row, j.digest).where(*span).order_by(j.number)
        for number, table, row, digest in self._streamed(query):
            yield TreeLine(table, row, leaf_of("journal", stream, number, digest))

    def _streamed(self, query: Select[Any]) -> Iterator[Any]:
        yield from self.connection.execution_options(yield_per=1000).execute(query)


def _checkpoint(row: Row[Any]) -> Checkpoint:
    marks = Marks(row.events, row.register_events, _streams(row.streams))
    return Checkpoint(row.size, row.at, marks, row.root, row.note)


def _streams(said: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, length) for name, length in json.loads(said))
