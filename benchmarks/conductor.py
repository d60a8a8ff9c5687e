"""How long after a sign-off software has followed: from the commit until the outbox is empty.

`uv run python -m benchmarks.conductor`. Starts its own Prefect server and conductor, as
`thamdinh serve` does, and plays whole cases one after the other.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

import bootstrap
from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.effects import queue
from bootstrap.demonstration.province import seed
from bootstrap.demonstration.scenario import Scenario
from bootstrap.processes import running
from bootstrap.settings import Settings
from domain.state.case import PostKind
from models.database import migrate

CASES = 4


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        app = bootstrap.build(settings)
        migrate(app.engine)
        seed(app)
        start = time.perf_counter()
        with running(settings):
            print(f"Prefect and conductor started in {time.perf_counter() - start:.1f} s")
            times = [took for n in range(CASES) for took in play(app, n)]
    ordered = sorted(times[1:])  # the first waits for the conductor itself to start
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{len(ordered)} acts  p50 {statistics.median(ordered):.2f} s  p95 {p95:.2f} s")


def play(app: App, number: int) -> list[float]:
    """Play one case; the seconds software took to follow each act."""
    wish = OpenCase(
        act_id=f"b{number}",
        procedure="appoint",
        subject="ythongeban",
        press_agency="BPTTH",
        post=PostKind.HEAD,
        handler="BTCTU",
        person="lethuha",
    )
    case = open_case(app, wish).case
    times: list[float] = []
    Scenario(app, case.id, "lethuha", before_act=lambda: times.append(followed(app))).play()
    return times


def followed(app: App) -> float:
    start = time.perf_counter()
    while queue.backlog(app):
        time.sleep(0.005)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
