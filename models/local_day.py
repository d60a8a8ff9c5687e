"""The legal day of an instant, worked out by the database: SQLite and PostgreSQL each its way."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from domain.calendar.clock import LOCAL


class local_day(FunctionElement[Any]):  # noqa: N801  written like the SQL function it is
    """`local_day(column)`, as domain.calendar.clock.local_day."""

    name = "local_day"
    type = Date()
    inherit_cache = True


@compiles(local_day, "postgresql")
def _postgresql(element: local_day, compiler: SQLCompiler, **more: Any) -> str:
    return f"CAST(timezone('{LOCAL.key}', {compiler.process(element.clauses, **more)}) AS DATE)"


@compiles(local_day, "sqlite")
def _sqlite(element: local_day, compiler: SQLCompiler, **more: Any) -> str:
    """Seven hours ahead of UTC all year, since 1975: SQLite knows no time zones.

    The fraction of a second is cut off, for SQLite would round it up into the next day.
    """
    whole_seconds = f"substr({compiler.process(element.clauses, **more)}, 1, 19)"
    return f"date({whole_seconds}, '+7 hours')"
