"""What the database says of its own files, and the locks of the tables nobody may change."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from models.audit.difference import Difference

LOCKED = (
    "events",
    "register_events",
    "readings",
    "account_log",
    "directory_log",
    "seals",
    "seal_heads",
    "journal",
    "checkpoints",
    "cosignatures",
    "law_proofs",
    "law_books",
    "province_changes",
)


def file_faults(connection: Connection) -> Iterator[Difference]:
    """Pages that do not fit, references to nothing, sums that failed.

    SQLite reads every page. PostgreSQL tells what its checksums found since they were counted, and
    indexes that do not fit their tables, where the extension amcheck is installed.
    """
    find = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    yield from find(connection)


def unlocked(connection: Connection) -> Iterator[Difference]:
    """Tables whose triggers, which refuse to change a row, were taken off."""
    query = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.dialect.name == "sqlite"
        else "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    found = list(connection.execute(text(query)).scalars())
    for table in LOCKED:
        if found.count(table) < 2:  # one for changes, one for deletions or for all at once
            yield Difference(table=table, row="", why="unlocked")


def _sqlite(connection: Connection) -> Iterator[Difference]:
    for line in connection.execute(text("PRAGMA integrity_check")).scalars().all():
        if line != "ok":
            yield _database("integrity_check", line)
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")).all():
        yield Difference(table=table, row=f"rowid {row}", stored=f"→ {parent}")


def _postgresql(connection: Connection) -> Iterator[Difference]:
    failed = connection.execute(
        text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
    ).scalar()
    if failed:
        yield _database("checksum_failures", str(failed))
    if connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'")).scalar():
        connection.execute(
            text(
                "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE a.amname = 'btree' AND n.nspname = current_schema()"
            )
        ).all()


def _database(check: str, said: str) -> Difference:
    return Difference(table="database", row=check, why="unreadable", stored=said)
