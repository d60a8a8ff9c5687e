"""The only place that writes rows no fact tells of: each write is a line of the journal as well.

Without its line a row is a forgery: `thamdinh verify` holds every row against the last line that
tells of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    insert,
    or_,
    select,
    update,
)

from domain.audit import chain
from domain.audit.chain import GENESIS
from models.audit.coverage import COVERS
from models.schema.journal import journal, streams

Place = tuple[int, str]  # how long a stream is, and its newest digest
SILENT: tuple[object, ...] = (None, "", 0, b"", "[]", "{}")


def add(connection: Connection, table: Table, **values: Any) -> None:
    """Insert one row, with its line."""
    add_all(connection, table, [values])


def add_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with its line: a few statements for a thousand of them."""
    if rows:
        stream = _hold(connection, table)
        kept = connection.execute(insert(table).returning(*table.columns), list(rows))
        _write_lines(connection, table, stream, [row._mapping for row in kept])


def place(connection: Connection, table: Table) -> Place:
    """Where the stream of a table ends now: the same place later means that no row of any table
    of that stream was touched meanwhile."""
    name = COVERS[table.name].stream
    query = select(streams.c.length, streams.c.head).where(streams.c.name == name)
    found = connection.execute(query).first()
    return (found.length, found.head) if found else (0, GENESIS)


def stands(connection: Connection, table: Table, at: Place) -> bool:
    """Does the stream still end there? It does then until this transaction ends."""
    stream = _hold(connection, table)
    return (stream.length, stream.head) == at


def change(connection: Connection, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
    """Update rows, with a line for each; returns how many there were."""
    stream = _hold(connection, table)
    keys = [tuple(row) for row in connection.execute(select(*table.primary_key).where(*where))]
    if keys:
        connection.execute(update(table).where(_among(table, keys)).values(**values))
        _note(connection, table, stream, keys)
    return len(keys)


def adopt(connection: Connection, tables: Iterable[Table]) -> None:
    """A line for every row that has none yet: for migrations, once, when a table comes under the
    journal. Columns a later migration adds need not be there yet."""
    for table in tables:
        keys = [tuple(row) for row in connection.execute(select(*table.primary_key))]
        _note(connection, table, _hold(connection, table), keys)


def row_name(table: Table, row: Mapping[str, Any]) -> str:
    """The primary key as JSON."""
    return _json([row[column.name] for column in table.primary_key])


def named(table: Table, names: Iterable[str]) -> ColumnElement[bool]:
    """The rows of these names (row_name)."""
    return _among(table, [tuple(map(_key, table.primary_key, json.loads(n))) for n in names])


def _key(column: Column[Any], said: Any) -> Any:
    """A part of a key, back from JSON."""
    if isinstance(said, str) and issubclass(column.type.python_type, date):
        return column.type.python_type.fromisoformat(said)
    return said


def row_digest(table: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over all columns that say something. What is empty says nothing, so a column that is
    added later, empty in the rows of before, leaves their digest as it was."""
    but = COVERS[table].but
    said = {k: v for k, v in row.items() if k not in but and v not in SILENT}
    return hashlib.sha256(_json(said).encode()).hexdigest()


def _hold(connection: Connection, table: Table) -> Row[Any]:
    """The stream of a table, made if absent, held until the transaction ends."""
    name = COVERS[table.name].stream
    query = select(streams).where(streams.c.name == name).with_for_update()
    found = connection.execute(query).first()
    if found is None:
        connection.execute(insert(streams).values(name=name, length=0))
        found = connection.execute(query).one()
    return found


def _note(
    connection: Connection, table: Table, stream: Row[Any], keys: Sequence[tuple[Any, ...]]
) -> None:
    found = [connection.execute(select(table).where(_among(table, [key]))).one() for key in keys]
    _write_lines(connection, table, stream, [row._mapping for row in found])


def _write_lines(
    connection: Connection, table: Table, stream: Row[Any], rows: Sequence[Mapping[Any, Any]]
) -> None:
    links: list[chain.Link] = []
    previous = stream.head
    for number, row in enumerate(rows, stream.length + 1):
        links.append(_link(stream.name, number, table, dict(row), previous))
        previous = links[-1].digest
    if not links:
        return
    connection.execute(insert(journal), [_line(link) for link in links])
    connection.execute(
        update(streams)
        .where(streams.c.name == stream.name)
        .values(length=links[-1].version, head=previous)
    )


def _link(
    stream: str, number: int, table: Table, row: Mapping[str, Any], previous: str
) -> chain.Link:
    told = {str(name): value for name, value in row.items()}
    return chain.sealed(
        chain.Link(
            case_id=stream,
            version=number,
            part=0,
            act_id=row_name(table, told),
            kind=table.name,
            at="",
            body=row_digest(table.name, told),
            previous=previous,
            digest="",
        )
    )


def _line(link: chain.Link) -> dict[str, Any]:
    return {
        "stream": link.case_id,
        "number": link.version,
        "table_name": link.kind,
        "row": link.act_id,
        "said": link.body,
        "previous": link.previous,
        "digest": link.digest,
    }


def link_of(row: Row[Any]) -> chain.Link:
    """A line as the chain sees it: the stream is its case, the number its version."""
    return chain.Link(
        case_id=row.stream,
        version=row.number,
        part=0,
        act_id=row.row,
        kind=row.table_name,
        at="",
        body=row.said,
        previous=row.previous,
        digest=row.digest,
    )


def _among(table: Table, keys: Sequence[tuple[Any, ...]]) -> ColumnElement[bool]:
    columns = list(table.primary_key)
    return or_(*(and_(*(c == v for c, v in zip(columns, key, strict=True))) for key in keys))


def _json(value: object) -> str:
    return json.dumps(
        value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"a row holds no {type(value).__name__}")
