"""Seals and what each covers; which sealed heads are no longer in the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Connection, and_, exists, insert, select

from domain.audit.chain import GENESIS
from domain.audit.sealing import Head, Seal, digest
from models.schema.seals import seal_heads, seals
from models.schema.tables import cases, events


class Seals:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def all(self) -> tuple[Seal, ...]:
        query = select(seals).order_by(seals.c.number)
        return tuple(Seal(**row._mapping) for row in self.connection.execute(query))

    def newest(self) -> Seal | None:
        """None before the first."""
        query = select(seals).order_by(seals.c.number.desc()).limit(1)
        row = self.connection.execute(query).first()
        return Seal(**row._mapping) if row else None

    def heads(self) -> Iterator[tuple[int, Head]]:
        """Each head that was sealed, with the number of its seal, in their order."""
        query = select(seal_heads).order_by(seal_heads.c.seal, seal_heads.c.case_id)
        for row in self.connection.execute(query.execution_options(yield_per=1000)):
            yield row.seal, Head(row.case_id, row.version, row.digest)

    def current(self) -> dict[str, Head]:
        """The heads of all cases as they stand now."""
        query = select(cases.c.id, cases.c.version, cases.c.chain_head)
        return {row.id: Head(*row) for row in self.connection.execute(query)}

    def follow(self, seal: Seal, moved: Iterable[Head]) -> bool:
        """Keep a seal after the one it was made to follow. False where another came first."""
        newest = self.newest()
        if (digest(newest) if newest else GENESIS) != seal.previous:
            return False
        self._add(seal, moved)
        return True

    def _add(self, seal: Seal, moved: Iterable[Head]) -> None:
        self.connection.execute(insert(seals).values(**asdict(seal)))
        rows = [asdict(head) | {"seal": seal.number} for head in moved]
        if rows:
            self.connection.execute(insert(seal_heads), rows)

    def lost(self, after: int = 0) -> tuple[tuple[int, str], ...]:
        """Seal and case of each head sealed behind `after` that is not in its case's history."""
        there = exists(
            select(events.c.id).where(
                and_(
                    events.c.case_id == seal_heads.c.case_id,
                    events.c.version == seal_heads.c.version,
                    events.c.digest == seal_heads.c.digest,
                )
            )
        )
        query = select(seal_heads.c.seal, seal_heads.c.case_id).where(
            ~there, seal_heads.c.seal > after
        )
        found = self.connection.execute(query.order_by(seal_heads.c.seal, seal_heads.c.case_id))
        return tuple((row.seal, row.case_id) for row in found)

    def holds(self, head: Head) -> bool:
        """Is this row in the history of its case?"""
        found = select(events.c.id).where(
            events.c.case_id == head.case_id,
            events.c.version == head.version,
            events.c.digest == head.digest,
        )
        return self.connection.execute(found).first() is not None
