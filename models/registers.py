"""Registers of outgoing papers: numbers are taken inside the transaction that uses them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, update

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
