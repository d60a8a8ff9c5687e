"""Real databases for tests: SQLite always, PostgreSQL where its programs are found.

PostgreSQL comes from the system; it is started once a session on loopback, in a folder of its own,
and each test gets a copy of a database that was filled once.
"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from models.database import MIGRATIONS, connect, migrate

MEMORY_WANTED = 4 << 30  # octets


def find_binaries() -> Path | None:
    """The folder with initdb and postgres: on PATH, or where distributions put them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@dataclass(frozen=True)
class Server:
    """PostgreSQL at an address, "host:port", with all it has in one folder."""

    address: str
    folder: Path

    @classmethod
    def start(cls) -> Server:
        """Skips where there is none."""
        binaries = find_binaries()
        if binaries is None:
            pytest.skip("no PostgreSQL programs (initdb) on this machine")
        folder = Path(tempfile.mkdtemp(prefix="thamdinh-pg-", dir=_quick_place()))
        user = _unprivileged(folder)
        data = folder / "data"
        _run(user, binaries / "initdb", "-D", data, "-U", "test", "-A", "trust", "--no-sync")
        return cls(f"127.0.0.1:{_started(user, binaries, data)}", folder)

    def stop(self) -> None:
        binaries, user = find_binaries(), _unprivileged(self.folder)
        assert binaries is not None
        _run(user, binaries / "pg_ctl", "-D", self.folder / "data", "-m", "fast", "stop")
        shutil.rmtree(self.folder)


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server that runs as long as the block."""
    server = Server.start()
    try:
        yield server.address
    finally:
        server.stop()


def _quick_place() -> str:
    """In memory where there is room for hundreds of databases that nobody keeps, else on disk."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > MEMORY_WANTED
    return str(memory) if roomy else "/tmp"


def _started(user: list[str], binaries: Path, data: Path, tries: int = 5) -> int:
    """The port on which it listens. A port that was free may be taken a moment later: then another
    one is tried."""
    port = _free_port()
    options = (
        f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data.parent}"
        " -c fsync=off -c full_page_writes=off"  # nobody pulls the plug of a test
        " -c wal_level=minimal -c max_wal_senders=0"  # nor follows it
        " -c autovacuum=off"  # of hundreds of databases that live for a second
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
    """Databases on one PostgreSQL server, each a copy of one that was filled once."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.made = 0

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://test@{self.server}/{name}"

    def fresh(self, template: str = "") -> str:
        """The address of a new one, by default with our tables and nothing in them."""
        name = self._new_name()
        self._execute(copied(name, template or self.empty()))
        return self.url(name)

    def empty(self) -> str:
        return self.made_once("empty", _migrated, "template1")

    def made_once(self, name: str, fill: Callable[[str], None], template: str = "") -> str:
        """The database of this name: whoever asks first has it filled, others wait meanwhile."""
        template = template or self.empty()
        with self._connection() as server:
            server.execute("SELECT pg_advisory_lock(1)")
            there = "SELECT 1 FROM pg_database WHERE datname = %s"
            if server.execute(there, (name,)).fetchone() is None:
                unfilled = self._new_name()
                self._execute(copied(unfilled, template))
                fill(self.url(unfilled))
                self._execute(f"ALTER DATABASE {unfilled} RENAME TO {name}")
        return name

    def drop(self, url: str) -> None:
        self._execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _new_name(self) -> str:
        self.made += 1
        return f"case_{os.getpid()}_{self.made}_{time.monotonic_ns()}"

    def _execute(self, statement: str) -> None:
        with self._connection() as server:
            server.execute(statement)  # type: ignore[call-overload]

    def _connection(self) -> psycopg.Connection[Any]:
        host, port = self.server.split(":")
        return psycopg.connect(
            host=host, port=int(port), user="test", dbname="postgres", autocommit=True
        )


def copied(name: str, template: str) -> str:
    """The statement; by files it takes half of what a copy through the log does."""
    return f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'


def _migrated(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    engine.dispose()


def sqlite_url(folder: Path, template: Path) -> str:
    """A copy of a migrated database file: quicker than migrating anew."""
    target = folder / "thamdinh.db"
    shutil.copyfile(template, target)
    return f"sqlite:///{target}"


def migrated_sqlite(folder: Path) -> Path:
    path = folder / "template.db"
    _migrated(f"sqlite:///{path}")
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
