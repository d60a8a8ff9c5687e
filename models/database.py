"""Connections and migrations, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DatabaseError

MIGRATIONS = Path(__file__).parent / "migrations"
READ_ONLY = "thamdinh_read_only"
MIGRATION_LOCK = 7_564_101  # one number for one purpose: migrating this database
Damaged = DatabaseError  # what reading a damaged file raises
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000")


def connect(url: str, *, durable: bool = True) -> Engine:
    """An engine for "sqlite:///…" or "postgresql+psycopg://…"; a SQLite file's folder is made.

    What is written is never part of an error's text: logs hold no case and no ballot. A connection
    that died while it rested in the pool is found before it is used (SQLite has none to lose).
    A SQLite file that is only looked into is not `durable`: no file appears beside it.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True, pool_pre_ping=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, hide_parameters=True)
    event.listen(engine, "connect", _durable if durable else _ours)
    event.listen(engine, "begin", _begin)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest revision. A second process doing the same waits, then finds
    nothing to do."""
    from alembic import command  # here: it costs 0.3 s, and a sign-off never migrates
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_behind(engine: Engine) -> bool:
    """Without our tables, or with those of an older revision; told without loading Alembic."""
    newest = max(path.name.split("_")[0] for path in MIGRATIONS.glob("versions/[0-9]*.py"))
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return True
        at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return at is None or str(at) < newest


def _ours(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, see _begin


def _durable(connection: Any, record: object) -> None:
    _ours(connection, record)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: two that read first and write later could only deadlock."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
