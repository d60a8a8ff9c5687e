"""What the database does for each page and each answer of the API, counted and not timed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

from tests.web.every_page import PAGES
from tests.web.sweeping import Asker, Route, Sweeper
from web.kit import rates

STRIDE = 20  # steps between two looks of the counter


@dataclass
class Steps:
    """Steps of SQLite's virtual machine on every connection made from now on."""

    engine: Engine
    counted: int = 0

    def __post_init__(self) -> None:
        event.listen(self.engine, "connect", self._watch)
        self.engine.dispose()

    def _watch(self, connection: Any, _record: object) -> None:
        connection.set_progress_handler(self._step, STRIDE)

    def _step(self) -> int:
        self.counted += STRIDE
        return 0


@dataclass(frozen=True)
class Meter:
    """Every GET of the application's own table by everybody who may, and the pages people open
    with a question in the address."""

    sweeper: Sweeper
    steps: Steps
    askers: dict[str, Asker]
    may: Any  # person, route → whether it is theirs

    def asked(self) -> Iterator[tuple[str, Route]]:
        for route in self.sweeper.routes:
            if route.verb == "GET":
                yield from ((who, route) for who in self.askers if self.may(who, route))
        for who, path in PAGES:
            if "?" in path:
                yield who, Route("GET", path)

    def measured(self, values: dict[str, str], times: int = 2) -> dict[tuple[str, str], int]:
        """Steps of each, asked the last of some times: the first fills what is remembered."""
        found = {}
        for who, route in self.asked():
            rates.LIMITER.storage.reset()
            for _ in range(times):
                self.steps.counted = 0
                status, _said = self.askers[who].ask(route, values)
                assert status < 500, (who, route)
            found[who, route.path] = self.steps.counted
        return found
