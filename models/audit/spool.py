"""Lines that wait on the disk to be taken into the database: what a look leaves behind.

Who only looks takes no lock of the database. Each process appends to a file of its own, and every
line is on the disk before what was asked for is shown. A line bears the digest of the one before.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, select

from domain.audit.errors import NotRecorded
from models.audit import journal
from models.schema.journal import spools

LARGEST = 1_000_000  # bytes; the next line begins another file


@dataclass(frozen=True, slots=True)
class SpoolPlace:
    """How far a file was read: bytes, and the digest of the line that ends there."""

    taken: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class SpoolLine:
    """`kind` says what `body` (JSON) is; `end` is where it ends in its file."""

    file: str
    kind: str
    body: str
    end: SpoolPlace


class LineEdited(Exception):
    """A line is not what was put there."""

    def __init__(self, file: str, at: int) -> None:
        super().__init__(f"{file} @ {at}")
        self.file, self.at = file, at


@dataclass
class _Own:
    """The file this process writes, locked for as long as it lives."""

    name: str
    handle: int
    end: SpoolPlace = field(default_factory=SpoolPlace)


class Spool:
    """All files of one folder; each belongs to one process, and every process may read them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: dict[str, int] = {}  # how long each file was when this process last took from it
        self._hand = threading.Lock()
        self._own: _Own | None = None

    def put(self, kind: str, body: str) -> None:
        """On the disk when this returns. Raises NotRecorded where it cannot be written."""
        with self._hand:
            try:
                self._append(self._ready(), kind, body)
            except OSError as wrong:
                self.close()
                raise NotRecorded(said=wrong.strerror or str(wrong)) from wrong

    def close(self) -> None:
        """Others may take over what this process wrote."""
        if self._own:
            os.close(self._own.handle)
        self._own = None

    def files(self) -> list[str]:
        return sorted(path.stem for path in self.root.glob("*.lines"))

    def size(self, file: str) -> int:
        """0 where there is none (any more)."""
        with suppress(FileNotFoundError):
            return self._path(file).stat().st_size
        return 0

    def lines(self, file: str, after: SpoolPlace) -> Iterator[SpoolLine]:
        """Those after a place. Half a line, which nobody was told is kept, is none.

        Raises LineEdited at the first that is not what was put there.
        """
        content = b""
        taken, head = after.taken, after.head
        with suppress(FileNotFoundError), self._path(file).open("rb") as held:
            held.seek(taken)
            content = held.read()
        *lines, _half = content.split(b"\n")
        for raw in lines:
            digest, _, said = raw.decode("utf-8", "replace").partition(" ")
            if digest != _digest(file, head, said):
                raise LineEdited(file, taken)
            taken, head = taken + len(raw) + 1, digest
            kind, _, body = said.partition(" ")
            yield SpoolLine(file, kind, body, SpoolPlace(taken, head))

    def let_go(self, file: str) -> None:
        """Take a file away whose process lives no more; nothing happens to those of the living."""
        with suppress(OSError), self._path(file).open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._path(file).unlink()

    def _ready(self) -> _Own:
        if self._own and self._own.end.taken >= LARGEST:
            self.close()
        if self._own is None:
            self._own = self._begun()
        return self._own

    def _begun(self) -> _Own:
        """Under its name only when it is locked: before, it would look like one of the dead."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = uuid.uuid4().hex
        path = self.root / f".{name}"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        path.rename(self._path(name))
        folder = os.open(self.root, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        return _Own(name, handle)

    def _append(self, own: _Own, kind: str, body: str) -> None:
        digest = _digest(own.name, own.end.head, f"{kind} {body}")
        raw = f"{digest} {kind} {body}\n".encode()
        written = os.write(own.handle, raw)
        if written != len(raw):
            os.ftruncate(own.handle, own.end.taken)
            raise OSError(None, "the disk is full")
        os.fsync(own.handle)
        own.end = SpoolPlace(own.end.taken + len(raw), digest)

    def _path(self, file: str) -> Path:
        return self.root / f"{file}.lines"


def _digest(file: str, head: str, said: str) -> str:
    return hashlib.sha256(f"{head or file} {said}".encode()).hexdigest()


class SpoolPlaces:
    """How far each file was taken into the database, in the transaction that takes it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def all(self) -> Mapping[str, SpoolPlace]:
        rows = self.connection.execute(select(spools))
        return {row.name: SpoolPlace(row.taken, row.head) for row in rows}

    def hold(self, file: str) -> SpoolPlace:
        """Nobody else takes from this file until the transaction ends."""
        mine = spools.c.name == file
        query = select(spools).where(mine).with_for_update()
        row = self.connection.execute(query).first()
        if row is None:
            journal.add(self.connection, spools, name=file, taken=0, head="")
            return SpoolPlace()
        return SpoolPlace(row.taken, row.head)

    def move(self, file: str, to: SpoolPlace) -> None:
        mine = spools.c.name == file
        journal.change(self.connection, spools, mine, taken=to.taken, head=to.head)
