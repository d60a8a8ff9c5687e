"""A row that says something else than what proves it; rows that may be spoilt, read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select, type_coerce
from sqlalchemy.types import NullType

SPOILT = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """why: edited | gone | put_in | unreadable | unlocked (a lock of the database was taken off).
    `column` is empty where the whole row is meant; `stored` and `told` where nothing is to show."""

    table: str
    row: str
    why: str = "edited"
    case_id: str = ""
    column: str = ""
    stored: str = ""
    told: str = ""


def compare(
    table: str, case_id: str, told: Mapping[str, Row], stored: Mapping[str, Row]
) -> Iterator[Difference]:
    """Row by row, column by column; only columns that are told of are compared."""
    for row in sorted(told.keys() | stored.keys(), key=str):
        if row not in stored:
            yield Difference(case_id=case_id, table=table, row=row, why="gone")
        elif row not in told:
            yield Difference(case_id=case_id, table=table, row=row, why="put_in")
        else:
            yield from _columns(table, case_id, row, told[row], stored[row])


def _columns(table: str, case_id: str, row: str, told: Row, stored: Row) -> Iterator[Difference]:
    for column, value in told.items():
        if stored[column] != value:
            yield Difference(
                case_id=case_id,
                table=table,
                row=row,
                column=column,
                stored=str(stored[column])[:200],
                told=str(value)[:200],
            )


def rows_of(connection: Connection, table: Table, *where: ColumnElement[bool]) -> list[Row]:
    """Rows as the product reads them; a value that is none of its column's stays as it lies there,
    so it equals nothing that is told of it."""
    try:
        found = connection.execute(select(table).where(*where))
        return [dict(row._mapping) for row in found]
    except SPOILT:
        raw = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
        found = connection.execute(select(*raw).where(*where))
        return [_read(connection, table, row._mapping) for row in found]


def _read(connection: Connection, table: Table, raw: Mapping[Any, Any]) -> Row:
    return {column.name: _value(connection, column, raw[column.name]) for column in table.columns}


def _value(connection: Connection, column: Any, raw: Any) -> Any:
    read = column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None)
    try:
        return read(raw) if read else raw
    except SPOILT:
        return raw
