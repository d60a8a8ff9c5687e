"""A province with many cases: what was played is copied under ids, people and days of its own.

Each copy is another case about another person some days earlier, and its hash chain holds. The
registers, the journal and ballots are not filled: nothing was decided or voted once more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from domain.audit import chain
from domain.text import fold
from models.schema.notices import notices
from models.schema.tables import cases, effects, events, outbox, papers, people, tasks, visits
from models.schema.tables import readings as shown

OF_CASE = (tasks, events, outbox, visits, effects, papers, shown, notices)
DAY = re.compile(r"20\d\d-[01]\d-[0-3]\d")
DAYS, PER_PERSON, AT_ONCE = 400, 5, 500
Row = dict[str, Any]
Rows = Mapping[Table, Sequence[Row]]


def fill(engine: Engine, size: int) -> None:
    """Copies of the cases that are there, in turn, until there are `size`."""
    with engine.begin() as connection:
        there = list(connection.execute(select(cases.c.id).order_by(cases.c.id)).scalars())
        played = [_rows_of(connection, case) for case in there]
        for start in range(len(there), size, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, size))
            _write(connection, [Copy.of(played[n % len(there)], n).rows() for n in numbers])


def how_many(engine: Engine, table: Table) -> int:
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _rows_of(connection: Connection, case: str) -> Rows:
    found = {table: table.c.case_id == case for table in OF_CASE} | {cases: cases.c.id == case}
    rows = {
        table: [dict(row) for row in connection.execute(select(table).where(where)).mappings()]
        for table, where in found.items()
    }
    person = people.c.id == rows[cases][0]["subject"]
    rows[people] = [dict(connection.execute(select(people).where(person)).mappings().one())]
    return rows


@dataclass(frozen=True)
class Copy:
    """The rows of one case as those of another: `renamed` maps what a text says to what it is to
    say, `back` is how much earlier everything happened."""

    played: Rows
    number: int
    renamed: Mapping[str, str]
    back: timedelta

    @staticmethod
    def of(played: Rows, number: int) -> Copy:
        case, subject = played[cases][0]["id"], played[cases][0]["subject"]
        renamed = {
            case: f"{case.rpartition('-')[0]}-{number + 10_000}",
            subject: f"{subject}{number // PER_PERSON}",
        }
        return Copy(played, number, renamed, timedelta(days=number * 37 % DAYS))

    def rows(self) -> Rows:
        copied = {table: [self._row(row) for row in rows] for table, rows in self.played.items()}
        for row in copied[outbox]:
            row["conducted"] = row["version"]
        copied[people] = [self._person(row) for row in copied[people]]
        copied[events] = _chained(copied[events])
        head = copied[events][-1]["digest"]
        copied[cases] = [row | {"chain_head": head} for row in copied[cases]]
        return copied

    def _person(self, row: Row) -> Row:
        name = f"{row['full_name']} {self.number // PER_PERSON}"
        return row | {"full_name": name, "folded": fold(name)}

    def _row(self, row: Row) -> Row:
        """Without the number the database gives."""
        return {
            name: self._value(value)
            for name, value in row.items()
            if not (name == "id" and isinstance(value, int))
        }

    def _value(self, value: Any) -> Any:
        if isinstance(value, date):
            return value - self.back
        if not isinstance(value, str):
            return value
        for word, other in self.renamed.items():
            value = value.replace(word, other)
        return DAY.sub(self._earlier, value)

    def _earlier(self, day: re.Match[str]) -> str:
        return str(date.fromisoformat(day[0]) - self.back)


def _chained(rows: Sequence[Row]) -> list[Row]:
    """Facts in their order, each with the digest of the one before."""
    previous, linked = chain.GENESIS, []
    for row in sorted(rows, key=lambda row: (row["version"], row["part"])):
        act = f"{row['case_id']}:{row['act_id']}"
        link = chain.Link(**(row | {"act_id": act, "previous": previous, "digest": ""}))
        previous = chain.sealed(link).digest
        linked.append(row | {"act_id": act, "previous": link.previous, "digest": previous})
    return linked


def _write(connection: Connection, copies: Sequence[Rows]) -> None:
    new = {row["id"]: row for copy in copies for row in copy[people]}
    known = select(people.c.id).where(people.c.id.in_(new))
    for person in connection.execute(known).scalars().all():
        del new[person]
    _insert(connection, people, list(new.values()))
    for table in (cases, *OF_CASE):
        _insert(connection, table, [row for copy in copies for row in copy[table]])


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
