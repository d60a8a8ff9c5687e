"""One consistent copy of the whole database, taken while others write, and putting it back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, make_url, select, text

from domain.audit.errors import BackupFailed
from models.database import READ_ONLY, connect
from models.schema.tables import cases, events


@dataclass(frozen=True, slots=True)
class Position:
    """How far the history goes: facts and cases in all, the newest fact and its hash."""

    facts: int
    cases: int
    case_id: str
    version: int
    at: str
    digest: str


def position(connection: Connection) -> Position:
    """Of the history this connection sees."""
    facts = connection.execute(select(func.count()).select_from(events)).scalar_one()
    held = connection.execute(select(func.count()).select_from(cases)).scalar_one()
    columns = (events.c.case_id, events.c.version, events.c.at, events.c.digest)
    last = connection.execute(select(*columns).order_by(events.c.id.desc()).limit(1)).first()
    return Position(facts, held, *(last or ("", 0, "", "")))


def take(engine: Engine, to: Path) -> Position:
    """Write the copy to a file and tell how far it goes. Writers go on meanwhile.

    Raises BackupFailed where PostgreSQL's pg_dump is absent or fails.
    """
    if engine.dialect.name == "sqlite":
        return _take_sqlite(engine, to)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        seen = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _postgres(engine, "pg_dump", "--format=custom", f"--snapshot={seen}", f"--file={to}")
        return position(connection)


def put_back(engine: Engine, source: Path) -> None:
    """Fill an empty database from a copy. Raises BackupFailed for one that holds cases."""
    if not is_empty(engine):
        raise BackupFailed(rule=BackupFailed.Rule.NOT_EMPTY)
    if engine.dialect.name == "sqlite":
        _put_back_sqlite(engine, source)
    else:
        _postgres(engine, "pg_restore", "--clean", "--if-exists", "--no-owner", str(source))


def is_empty(engine: Engine) -> bool:
    """No case yet, with or without our tables."""
    if not inspect(engine).has_table(cases.name):
        return True
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        return connection.execute(select(cases.c.id).limit(1)).first() is None


def _take_sqlite(engine: Engine, to: Path) -> Position:
    """SQLite's own online backup; the copy needs no file beside it."""
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        source: Any = connection.connection.driver_connection
        with closing(sqlite3.connect(to)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
    copied = connect(f"sqlite:///{to}", durable=False)
    with copied.connect().execution_options(**{READ_ONLY: True}) as connection:
        found = position(connection)
    copied.dispose()
    return found


def _put_back_sqlite(engine: Engine, source: Path) -> None:
    with closing(sqlite3.connect(source)) as kept, engine.connect() as connection:
        connection.rollback()
        target: Any = connection.connection.driver_connection
        kept.backup(target)
    engine.dispose()


def _postgres(engine: Engine, program: str, *options: str) -> None:
    """Run a program of PostgreSQL; the password is given in its environment, seen by nobody."""
    url = make_url(engine.url.render_as_string(hide_password=False))
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    where = url.set(drivername="postgresql", password=None).render_as_string()
    command: Sequence[str] = (program, f"--dbname={where}", *options)
    try:
        subprocess.run(command, env=os.environ | password, check=True, capture_output=True)
    except FileNotFoundError as absent:
        raise BackupFailed(rule=BackupFailed.Rule.NO_PROGRAM, program=program) from absent
    except subprocess.CalledProcessError as failed:
        said = failed.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        rule = BackupFailed.Rule.PROGRAM_FAILED
        raise BackupFailed(rule=rule, program=program, said=" ".join(said)) from failed
