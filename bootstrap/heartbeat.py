"""A process shows that it lives, beside what it does."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from actions.app import App
from actions.effects.operations import beat, gone

log = logging.getLogger(__name__)
EVERY = 30.0  # seconds


def worker() -> str:
    """This process among all of an installation."""
    return f"{socket.gethostname()}:{os.getpid()}"


@contextmanager
def heartbeat(app: App, kind: str) -> Iterator[None]:
    """For as long as the block lasts. Nothing waits for it: it has a thread of its own."""
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(app, kind, ended), name="heartbeat", daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join(timeout=2)


def _beat(app: App, kind: str, ended: threading.Event) -> None:
    started = app.clock()
    _tell(lambda: beat(app, kind, worker(), started))
    while not ended.wait(EVERY):
        _tell(lambda: beat(app, kind, worker(), started))
    _tell(lambda: gone(app, worker()))


def _tell(sign: Callable[[], None]) -> None:
    try:
        sign()
    except Exception as wrong:  # noqa: BLE001  the edge of the thread: the database is away
        log.warning("không ghi được dấu hiệu hoạt động: %r", wrong)
