"""Registers of outgoing papers: numbers are taken inside the transaction that uses them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, select, update

from domain.issuing import NumberTaken
from models.tables import register_entries, registers


class Registers:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def next_number(self, series: str) -> int:
        """The next number of a series, from 1. Given back by a rollback, so no gap appears."""
        step = (
            update(registers)
            .where(registers.c.series == series)
            .values(last=registers.c.last + 1)
            .returning(registers.c.last)
        )
        taken = self.connection.execute(step).scalar()
        if taken is not None:
            return int(taken)
        # Two first users of a series collide on the primary key; the loser decides again.
        self.connection.execute(insert(registers).values(series=series, last=1))
        return 1

    def record(self, taken: NumberTaken, *, case_id: str, dated: date) -> None:
        self.connection.execute(
            insert(register_entries).values(
                series=taken.series, number=taken.number, symbol=taken.symbol, dated=dated,
                signer=taken.signer, case_id=case_id,
            )
        )  # fmt: skip

    def entries(self, series: str) -> list[tuple[int, str, date, str]]:
        """(number, symbol, date, case) in order."""
        query = (
            select(register_entries)
            .where(register_entries.c.series == series)
            .order_by(register_entries.c.number)
        )
        rows = self.connection.execute(query)
        return [(r.number, r.symbol, r.dated, r.case_id) for r in rows]
