"""How long a sign-off takes until a separate read sees the next task, against a raw transaction.

`uv run python -m benchmarks.sign_off [DATABASE_URL]`. The reference — one UPDATE and three INSERTs
in the same database in the same run — makes the figures comparable on any machine.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

import bootstrap
from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.cases.sign_off import sign_off
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from domain.cases.sign_off import SignOff
from domain.law.options import Outcome
from domain.state.case import PostKind
from models.cases.inbox import waiting
from models.database import migrate
from models.unit_of_work import reading

ROUNDS = 150


def main(url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = bootstrap.build(Settings(home=Path(folder), database_url=url))
        migrate(app.engine)
        seed(app)
        signed = [measure_sign_off(app, n) for n in range(ROUNDS)]
        reference = measure_reference(app)
    show("reference (1 UPDATE, 3 INSERT)", reference, statistics.median(reference))
    show("sign-off → next task visible", signed, statistics.median(reference))


def measure_sign_off(app: App, number: int) -> float:
    """Open a case; time its first answer and a separate look into the next agency's inbox."""
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
    act = SignOff(
        act_id=f"s{number}",
        case_id=case.id,
        task_id=case.open_tasks[0].id,
        outcome=Outcome.SUBMITTED,
    )
    start = time.perf_counter()
    sign_off(app, act, person="ngoquanghuy")
    with reading(app) as uow:
        seen = waiting(uow.connection, ["BTVTU"], limit=1)
    took = time.perf_counter() - start
    assert seen
    return took


def measure_reference(app: App) -> list[float]:
    with app.engine.begin() as connection:
        for name in "abcd":
            connection.execute(text(f"CREATE TABLE ref_{name} (id INTEGER, x TEXT, y TEXT)"))
        connection.execute(text("INSERT INTO ref_a VALUES (1, '', '')"))
    times = [timed(lambda n=n: one_reference(app, n)) for n in range(ROUNDS * 2)]
    with app.engine.begin() as connection:
        for name in "abcd":
            connection.execute(text(f"DROP TABLE ref_{name}"))
    return times


def one_reference(app: App, number: int) -> None:
    row = {"n": number, "x": "x" * 100, "y": str(number)}
    with app.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE ref_a SET x = '{number}' WHERE id = 1")
        for name in "bcd":
            connection.execute(text(f"INSERT INTO ref_{name} VALUES (:n, :x, :y)"), row)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(what: str, times: list[float], reference: float) -> None:
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(f"{what:34} p50 {p50 * 1000:7.2f} ms  p95 {p95 * 1000:7.2f} ms  {p50 / reference:5.1f} ×")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
