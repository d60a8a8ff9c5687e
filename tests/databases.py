"""Real databases for tests: SQLite always, PostgreSQL where its programs are found.

PostgreSQL comes from the system or from the wheel `pgserver`-like packages; it is started once a
session on loopback, in a folder of its own, and each test gets a fresh copy of a migrated database.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from models.database import MIGRATIONS, connect, migrate


def find_binaries() -> Path | None:
    """The folder with initdb and postgres: on PATH, or where distributions put them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def postgres_server() -> Iterator[str]:
    """A running server; yields its URL without a database name. Skips when there is none."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL programs (initdb) on this machine")
    with tempfile.TemporaryDirectory(prefix="thamdinh-pg-", dir="/tmp") as folder:
        data = Path(folder) / "data"
        user = _unprivileged(Path(folder))
        _run(user, binaries / "initdb", "-D", data, "-U", "test", "-A", "trust", "--no-sync")
        port = _started(user, binaries, data)
        try:
            yield f"127.0.0.1:{port}"
        finally:
            _run(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _started(user: list[str], binaries: Path, data: Path, tries: int = 5) -> int:
    """The port on which it listens. A port that was free may be taken a moment later: then another
    one is tried."""
    port = _free_port()
    options = (
        f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data.parent}"
        " -c fsync=off -c full_page_writes=off"  # nobody pulls the plug of a test
    )
    server = (binaries / "pg_ctl", "-D", data, "-l", data.parent / "log", "-w", "-t", 300)
    try:
        _run(user, *server, "-o", options, "start")
    except RuntimeError:
        if tries == 1:
            raise
        return _started(user, binaries, data, tries - 1)
    return port


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root; then it runs as nobody."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "nobody")
    folder.chmod(0o755)
    return ["runuser", "-u", "nobody", "--"]


def _run(user: list[str], *command: object) -> None:
    done = subprocess.run(
        [*user, *(str(part) for part in command)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Databases:
    """Fresh migrated databases on one PostgreSQL server, copied from a template."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.made = 0
        self._execute("CREATE DATABASE template_thamdinh")
        template = connect(self.url("template_thamdinh"))
        migrate(template)
        template.dispose()

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://test@{self.server}/{name}"

    def fresh(self, template: str = "template_thamdinh") -> str:
        self.made += 1
        name = f"case_{self.made}_{time.monotonic_ns()}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def _execute(self, statement: str) -> None:
        host, port = self.server.split(":")
        with psycopg.connect(
            host=host, port=int(port), user="test", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def sqlite_url(folder: Path, template: Path) -> str:
    """A copy of a migrated database file: quicker than migrating anew."""
    target = folder / "thamdinh.db"
    shutil.copyfile(template, target)
    return f"sqlite:///{target}"


def migrated_sqlite(folder: Path) -> Path:
    path = folder / "template.db"
    engine: Engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return at_rest(path)


def upgrade_to(connection: Connection, revision: str) -> None:
    """The tables as they were after that migration, on an empty or an older database."""
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def migrate_again(connection: Connection, name: str) -> None:
    """Run the one migration of this name on a base that lacks what it makes."""
    (path,) = (MIGRATIONS / "versions").glob(f"*_{name}.py")
    own = path.name[:4]
    newest = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    _stamp(connection, f"{int(own) - 1:04d}")
    upgrade_to(connection, own)
    _stamp(connection, newest)


def _stamp(connection: Connection, revision: str) -> None:
    connection.execute(
        text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
    )


def at_rest(path: Path) -> Path:
    """The same file with all that was written in itself, nothing in a log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
