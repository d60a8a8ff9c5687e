"""What was played once from a state is copied, not played again.

A state is the whole content of the database and the time on the clock: whatever else a test did
before makes another state, and from that one the play is played. A copy equals what was played to
the letter: ids, times, hashes, papers.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import pickle
import sqlite3
import zlib
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

import psycopg
from sqlalchemy import Engine

from actions.app import App
from models.schema.tables import metadata
from regulations.catalogue import Catalogue
from tests.databases import copied
from tests.looking import read
from tests.made_once import alone

R = TypeVar("R")

COUNTERS = ((24, 28), (40, 44), (92, 96))  # of writes and schema changes, in a SQLite header
NUMBERS = itertools.count(1)


@dataclass(frozen=True)
class Played:
    """What a play led to: its papers by their place in the store, which is the hash of what they
    say, and the time on the clock."""

    result: Any
    snapshot: Any
    papers: dict[str, bytes]
    now: datetime


@dataclass(frozen=True)
class Memory:
    """What this process alone can know again: played under a law that a test made."""

    law: Catalogue
    played: dict[Hashable, Played] = field(default_factory=dict)

    def alone(self, _key: Hashable) -> AbstractContextManager[None]:
        return nullcontext()

    def take(self, key: Hashable) -> Played | None:
        return self.played.get(key)

    def keep(self, key: Hashable, played: Played) -> None:
        self.played[key] = played


@dataclass(frozen=True)
class Shelf:
    """The folder in which the workers of a session keep what was played under the law of all."""

    folder: Path

    def alone(self, key: Hashable) -> AbstractContextManager[None]:
        return alone(self._place(key))

    def take(self, key: Hashable) -> Played | None:
        place = self._place(key)
        return pickle.loads(place.read_bytes()) if place.exists() else None

    def keep(self, key: Hashable, played: Played) -> None:
        self._place(key).write_bytes(pickle.dumps(played))

    def _place(self, key: Hashable) -> Path:
        return self.folder / hashlib.sha256(repr(key).encode()).hexdigest()


@dataclass
class Kept:
    """Where plays are kept: on the shelf those under the law all tests have, once the session has
    one; in memory the others, a memory for each law."""

    shelf: Shelf | None = None
    law: Catalogue | None = None
    memories: dict[int, Memory] = field(default_factory=dict)

    def under(self, app: App) -> Memory | Shelf:
        if self.shelf and app.law_data is self.law:
            return self.shelf
        law = app.catalogue
        return self.memories.setdefault(id(law), Memory(law))


KEPT = Kept()


def once(app: App, what: Hashable, play: Callable[[], R]) -> R:
    """The result of `play`; when the same was played from the same state before, a copy of it."""
    if not hasattr(app.clock, "now"):
        return play()
    store, kept = store_of(app.engine), KEPT.under(app)
    key = (what, app.engine.dialect.name, store.state(), app.clock.now)
    with kept.alone(key):
        if played := kept.take(key):
            return _copied(app, store, played)
        result = play()
        kept.keep(key, Played(result, store.keep(), _papers(app), app.clock.now))
    return result


def _copied(app: App, store: Store, played: Played) -> Any:
    store.put_back(played.snapshot)
    for place, content in played.papers.items():
        path = app.papers.root / place
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    app.clock.now = played.now  # type: ignore[attr-defined]
    return played.result


def _papers(app: App) -> dict[str, bytes]:
    root = app.papers.root
    files = [path for path in root.glob("*/*") if path.is_file()]
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


class Store(Protocol):
    """One database that can be told apart from others, kept, and made what it was."""

    def state(self) -> str: ...
    def keep(self) -> Any: ...
    def put_back(self, snapshot: Any) -> None: ...


def store_of(engine: Engine) -> Store:
    return Sqlite(engine) if engine.dialect.name == "sqlite" else Postgres(engine)


@dataclass(frozen=True)
class Sqlite:
    engine: Engine

    def state(self) -> str:
        content = bytearray(self._content())
        for start, end in COUNTERS:
            content[start:end] = bytes(end - start)
        return hashlib.sha256(content).hexdigest()

    def keep(self) -> bytes:
        content = bytearray(self._content())
        content[18:20] = b"\1\1"  # no write-ahead log: what lies in memory cannot have one
        return zlib.compress(content, level=1)

    def put_back(self, snapshot: bytes) -> None:
        with closing(sqlite3.connect(":memory:")) as kept, closing(self._open()) as live:
            kept.deserialize(zlib.decompress(snapshot))
            kept.backup(live)

    def _content(self) -> bytes:
        with closing(self._open()) as live:
            return live.serialize()

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(str(self.engine.url.database), timeout=30)


@dataclass(frozen=True)
class Postgres:
    engine: Engine

    def state(self) -> str:
        tables = " || ".join(_digest(table.name) for table in metadata.sorted_tables)
        query = f"SELECT md5({tables})"
        return str(
            read(self.engine, lambda uow: uow.connection.exec_driver_sql(query).scalar_one())
        )

    def keep(self) -> str:
        name = f"kept_{os.getpid()}_{next(NUMBERS)}"  # workers share the server
        self._copy(str(self.engine.url.database), name)
        return name

    def put_back(self, snapshot: str) -> None:
        self._copy(snapshot, str(self.engine.url.database))

    def _copy(self, source: str, target: str) -> None:
        url = self.engine.url
        self.engine.dispose()
        with psycopg.connect(
            host=url.host, port=url.port, user=url.username, dbname="postgres", autocommit=True
        ) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{target}"')
            server.execute(copied(target, source))


def _digest(table: str) -> str:
    return (
        f"(SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM {table} AS t)"
    )
