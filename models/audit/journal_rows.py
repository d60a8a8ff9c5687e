"""Rows that no fact tells of, held against the last line of the journal that does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from sqlalchemy import ColumnElement, Connection, Table, select

from domain.audit.chain import GENESIS, Link
from models.audit.coverage import journalled
from models.audit.difference import SPOILT, Difference, Row, rows_of
from models.audit.journal import link_of, named, row_digest, row_name
from models.schema.journal import journal, streams
from models.schema.whole import metadata

ROWS_AT_ONCE = 100
Lines = dict[str, dict[str, str]]  # table → row → digest of what it said last


def stream_heads(connection: Connection) -> dict[str, tuple[int, str]]:
    """Stream → how long it is, and its newest digest."""
    found = rows_of(connection, streams)
    return {row["name"]: (row["length"], row["head"]) for row in found if _begun(row)}


def _begun(stream: Row) -> bool:
    return (stream["length"], stream["head"]) != (0, GENESIS)


def stream_links(connection: Connection) -> Iterator[tuple[str, Iterator[Link]]]:
    """Stream after stream."""
    query = select(journal).order_by(journal.c.stream, journal.c.number)
    streamed = connection.execution_options(yield_per=1000).execute(query)
    yield from groupby(map(link_of, streamed), key=lambda link: link.case_id)


def links_after(connection: Connection, stream: str, number: int) -> Iterator[Link]:
    """The lines of a stream behind this number."""
    behind = (journal.c.stream == stream, journal.c.number > number)
    query = select(journal).where(*behind).order_by(journal.c.number)
    return map(link_of, connection.execution_options(yield_per=1000).execute(query))


def row_differences_since(
    connection: Connection, since: Mapping[str, tuple[int, str]]
) -> Iterator[Difference]:
    """Rows the journal tells of behind these places, held against its last line about each."""
    told: Lines = {}
    for stream in stream_heads(connection):
        for link in links_after(connection, stream, since.get(stream, (0, ""))[0]):
            told.setdefault(link.kind, {})[link.act_id] = link.body
    for name in sorted(told.keys() & journalled().keys()):
        table, names = metadata.tables[name], sorted(told[name])
        for start in range(0, len(names), ROWS_AT_ONCE):
            some = {row: told[name][row] for row in names[start : start + ROWS_AT_ONCE]}
            yield from _differences(connection, table, some, named(table, some))


def last_lines(connection: Connection) -> Lines:
    """What every row said when it was written last."""
    query = select(journal.c.table_name, journal.c.row, journal.c.said).order_by(journal.c.number)
    found: Lines = {}
    for table, row, said in connection.execution_options(yield_per=1000).execute(query):
        found.setdefault(table, {})[row] = said
    return found


def row_differences(connection: Connection) -> list[Difference]:
    """Every row that was edited, put in or taken out beside the journal."""
    told = last_lines(connection)
    found: list[Difference] = []
    for name in journalled():
        found += _differences(connection, metadata.tables[name], told.get(name, {}))
    return found


def _differences(
    connection: Connection, table: Table, told: dict[str, str], *which: ColumnElement[bool]
) -> Iterator[Difference]:
    there = set()
    for row in rows_of(connection, table, *which):
        name = row_name(table, row)
        there.add(name)
        if name not in told:
            yield _fault(table, row, name, "put_in")
        elif _digest(table, row) != told[name]:
            yield _fault(table, row, name, "edited")
    for name in sorted(told.keys() - there):
        yield _fault(table, {}, name, "gone")


def _digest(table: Table, row: Row) -> str:
    try:
        return row_digest(table.name, row)
    except SPOILT:
        return ""


def _fault(table: Table, row: Row, name: str, why: str) -> Difference:
    return Difference(case_id=str(row.get("case_id", "")), table=table.name, row=name, why=why)
