"""How soon software has followed an act, and how many visits it makes in a second.

`uv run python -m benchmarks.conductor`. Its own Prefect server, with the settings with which
`thamdinh serve` starts it, and a conductor in this process. Each table twice: with the drafts,
checks and notices of the acts, and with effects that are only ticked off, which leaves Prefect and
the queue. An act is an opening, a submission or a policy decision.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from pathlib import Path
from unittest.mock import patch

from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.cases.sign_off import sign_off
from actions.effects import effects, queue
from bootstrap.demonstration.province import seed
from bootstrap.processes import Running, environment, free_port, wait_until_healthy
from bootstrap.settings import Settings
from domain.cases.sign_off import SignOff
from domain.law.options import Outcome
from domain.state.case import Case, PostKind
from models.database import migrate
from models.unit_of_work import transaction

CASES = 20
BACKLOG = 40
ANSWERS = (("ngoquanghuy", Outcome.SUBMITTED), ("lehoangkhue", Outcome.APPROVE))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        server = Running(settings, free_port(settings.prefect_port))
        start = time.perf_counter()
        server.start_prefect()
        wait_until_healthy(server)
        print(f"Prefect started in {time.perf_counter() - start:.1f} s")
        os.environ.update(environment(settings, server.port))
        try:
            measure()
        finally:
            server.stop()


def measure() -> None:
    import bootstrap  # from here on Prefect and the application find their settings

    app = bootstrap.app()
    migrate(app.engine)
    seed(app)
    report("real effects", app, 0)
    with patch.object(effects, "_carry_out_once", tick_off):
        report("no effects", app, 1)


def tick_off(app: App, case_id: str, key: str) -> None:
    transaction(app.engine, lambda uow: uow.effects.record(case_id, key, app.clock()))


def report(name: str, app: App, series: int) -> None:
    from flows.conductor import CaseWorker

    worker = CaseWorker(app, "bench", Settings().lease)
    following = threading.Thread(target=worker.run)
    following.start()
    play(app, f"warm-{series}")
    times = sorted(took for n in range(CASES) for took in play(app, f"{series}-{n}"))
    worker.stop.set()
    following.join()
    rate = backlog_rate(app, series)
    p95 = times[int(len(times) * 0.95)]
    print(
        f"{name}: {len(times)} acts  p50 {statistics.median(times):.3f} s  p95 {p95:.3f} s  "
        f"backlog of {BACKLOG}: {rate:.2f} visits/s"
    )


def play(app: App, act_id: str) -> list[float]:
    """Open a case and answer twice; the seconds software took to follow each."""
    case, times = opened(app, act_id), [followed(app)]
    for person, outcome in ANSWERS:
        task = case.open_tasks[0]
        act = SignOff(
            act_id=task.id, case_id=case.id, task_id=task.id, outcome=outcome, reason="đã xem"
        )
        case = sign_off(app, act, person=person).case
        times.append(followed(app))
    return times


def backlog_rate(app: App, series: int) -> float:
    from flows.conductor import CaseWorker

    for number in range(BACKLOG):
        opened(app, f"backlog-{series}-{number}")
    worker = CaseWorker(app, "bench", Settings().lease)
    start = time.perf_counter()
    while worker.follow_one():
        pass
    return BACKLOG / (time.perf_counter() - start)


def opened(app: App, act_id: str) -> Case:
    wish = OpenCase(
        act_id=act_id,
        procedure="appoint",
        subject="ythongeban",
        press_agency="BPTTH",
        post=PostKind.HEAD,
        handler="BTCTU",
        person="lethuha",
    )
    return open_case(app, wish).case


def followed(app: App) -> float:
    start = time.perf_counter()
    while queue.backlog(app):
        time.sleep(0.005)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
