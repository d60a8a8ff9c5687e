"""How fast all that is kept is verified: the chain alone, everything, and what came since a seal.

`uv run python -m benchmarks.verify [CASES …]`. Facts a second, and seconds for 100,000 facts.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bootstrap
from actions.app import App
from actions.audit.seals import seal
from actions.audit.verified import Memory
from actions.audit.verifying import reached, verify, verify_on
from benchmarks.contention import sign_offs
from benchmarks.web import asked
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from models.audit.audit_log import chain_faults
from models.database import migrate
from models.schema.tables import events
from models.unit_of_work import reading
from tests.filling import fill, how_many

WHOLE = 100_000


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = bootstrap.build(Settings(home=Path(folder)))
        migrate(app.engine)
        seed(app)
        asked(app)
        memory = Memory(Path(folder) / "verified.json", bytes(32))
        for size in sizes:
            fill(app.engine, size)
            facts = how_many(app.engine, events)
            print(f"— {size} cases, {facts} facts")
            show("the chain alone", facts, lambda: chain(app))
            show("everything", facts, lambda: verify(app))
            seal(app, memory.key)
            remember(app, memory)
            sign_offs(app, 1)
            show("since the seal", facts, lambda: verify_on(app, memory))


def remember(app: App, memory: Memory) -> None:
    """As if all had been found whole: copies of cases have no lines in the journal."""
    with reading(app) as uow:
        now = reached(app, uow, None)
    assert now
    memory.remember(now)


def chain(app: App) -> None:
    with reading(app) as uow:
        assert chain_faults(uow.connection) == []


def show(what: str, facts: int, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    print(
        f"{what:16} {took:7.2f} s  {facts / took:10,.0f} facts/s  "
        f"{took * WHOLE / facts:7.2f} s for {WHOLE:,} facts"
    )


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [1_000, 10_000])
