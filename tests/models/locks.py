"""What happens while SQLite's one lock of writers is held, counted and not timed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event

from models.database import READ_ONLY

STRIDE = 20  # steps between two looks of the counter


@dataclass
class Held:
    """One transaction that may write: how often the database was asked, the steps of its virtual
    machine, and the seconds of our own thread's processor."""

    statements: int = 0
    steps: int = 0
    cpu: float = 0.0


@dataclass
class Locks:
    """Each transaction of an engine that holds the lock of writers, in their order."""

    engine: Engine
    held: list[Held] = field(default_factory=list)
    now: Held | None = None
    begun: float = 0.0

    def longest(self) -> Held:
        """The most of each that any one of them came to."""
        every = self.held or [Held()]
        return Held(
            max(one.statements for one in every),
            max(one.steps for one in every),
            max(one.cpu for one in every),
        )

    def connect(self, connection: Any, _record: object) -> None:
        connection.set_progress_handler(self.step, STRIDE)

    def step(self) -> int:
        if self.now:
            self.now.steps += STRIDE
        return 0

    def begin(self, connection: Connection) -> None:
        if not connection.get_execution_options().get(READ_ONLY, False):
            self.now, self.begun = Held(), time.thread_time()

    def asked(self, *_said: object) -> None:
        if self.now:
            self.now.statements += 1

    def end(self, connection: Connection) -> None:
        if self.now and not connection.get_execution_options().get(READ_ONLY, False):
            self.now.cpu = time.thread_time() - self.begun
            self.held.append(self.now)
            self.now = None


@contextmanager
def locks_of(engine: Engine) -> Iterator[Locks]:
    """Watch an engine in this thread."""
    locks = Locks(engine)
    hooks = {
        "connect": locks.connect,
        "begin": locks.begin,
        "before_cursor_execute": locks.asked,
        "commit": locks.end,
        "rollback": locks.end,
    }
    for name, hook in hooks.items():
        event.listen(engine, name, hook)
    engine.dispose()
    try:
        yield locks
    finally:
        for name, hook in hooks.items():
            event.remove(engine, name, hook)
        engine.dispose()
