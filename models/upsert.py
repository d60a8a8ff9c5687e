"""Insert a row, or change the one of the same key: one statement on both databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Upsert = sqlite.Insert | postgresql.Insert
INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(
    connection: Connection,
    table: Table,
    row: Mapping[str, Any],
    key: Sequence[str],
    changed: Mapping[str, Any] | None = None,
) -> Upsert:
    """The statement: `row` where no row has its `key`, else that row with `changed` in it, by
    default all of `row`."""
    insert = INSERT[connection.dialect.name]
    rest = {name: value for name, value in row.items() if name not in key}
    new: Upsert = insert(table).values(**row)
    return new.on_conflict_do_update(index_elements=key, set_=rest if changed is None else changed)
