"""What all workers of a session use is made by the first that needs it; the others wait for it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.databases import Server


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """No other process is at this path meanwhile; a dead one holds nobody up."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def made_once(path: Path, make: Callable[[], Path]) -> Path:
    """This file; `make` makes it elsewhere on the same disk."""
    with alone(path):
        if not path.exists():
            make().rename(path)
    return path


@contextmanager
def served_once(folder: Path) -> Iterator[str]:
    """The address of the one PostgreSQL: the first who asks starts it, the last one stops it."""
    running = folder / "postgres"
    with (folder / "postgres.users").open("w") as users:
        with alone(running):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not running.exists():
                started = Server.start()
                running.write_text(f"{started.address} {started.folder}")
        address, place = running.read_text().split()
        try:
            yield address
        finally:
            with alone(running), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_UN)
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                running.unlink()
                Server(address, Path(place)).stop()


def session_folder(base: Path) -> Path:
    """The folder of a session, from that of one of its workers."""
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
