"""What a look left on the disk goes into the database, beside what a process does."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from actions.app import App
from actions.audit.traces import take_in

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds


@contextmanager
def taking_in(app: App) -> Iterator[None]:
    """For as long as the block lasts, and once more at its end. A thread of its own waits for the
    database; nobody waits for it."""
    ended = threading.Event()
    taker = threading.Thread(target=_take, args=(app, ended), name="taking in", daemon=True)
    taker.start()
    try:
        yield
    finally:
        ended.set()
        taker.join(timeout=5)


def _take(app: App, ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        _try(app)
    settle(app)


def settle(app: App) -> None:
    """At the end of a process: what it left is taken in, now or by another one."""
    app.spool.close()
    _try(app)


def _try(app: App) -> None:
    try:
        take_in(app)
    except Exception as wrong:  # noqa: BLE001  the edge of the thread: the database is away
        log.warning("chưa ghi được nhật ký xem vào cơ sở dữ liệu: %r", wrong)
