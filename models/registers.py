"""Registers of outgoing papers: numbers are taken inside the transaction that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from domain.issuing import NumberTaken
from models.sight import Sight, seen_by
from models.tables import cases, people, register_entries, registers


@dataclass(frozen=True, slots=True)
class Book:
    """One series with what of it may be seen: how many papers, first and last of their days."""

    series: str
    papers: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Entry:
    number: int
    symbol: str
    dated: date
    signer: str
    case: str
    subject: str


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

    def books(self, sight: Sight) -> tuple[Book, ...]:
        """Series of the bodies worked for, or all for an auditor, in which a paper is seen."""
        entry = register_entries.c
        query = (
            select(entry.series, func.count(), func.min(entry.dated), func.max(entry.dated))
            .select_from(_seen_entries())
            .where(*_may_see(sight))
            .group_by(entry.series)
            .order_by(entry.series)
        )
        return tuple(Book(*row) for row in self.connection.execute(query))

    def entries(
        self, sight: Sight, series: str, *, limit: int = 50, offset: int = 0
    ) -> tuple[Entry, ...]:  # fmt: skip
        """Newest number first; a paper of a case one may not see is not there."""
        entry = register_entries.c
        query = (
            select(
                entry.number, entry.symbol, entry.dated, entry.signer, entry.case_id,
                people.c.full_name,
            )
            .select_from(_seen_entries())
            .where(*_may_see(sight), entry.series == series)
            .order_by(entry.number.desc())
            .limit(limit)
            .offset(offset)
        )  # fmt: skip
        return tuple(Entry(*row) for row in self.connection.execute(query))


def _seen_entries() -> Any:
    """Papers with their case and the person it is about."""
    with_case = register_entries.join(cases, cases.c.id == register_entries.c.case_id)
    return with_case.join(people, people.c.id == cases.c.subject)


def _may_see(sight: Sight) -> list[Any]:
    """A series is named CODE:…, after the body whose register it is."""
    own = [register_entries.c.series.startswith(f"{code}:", autoescape=True)
           for code in sight.agencies]  # fmt: skip
    return [seen_by(sight), *([] if sight.audits else [or_(False, *own)])]
