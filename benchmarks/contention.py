"""The worst sign-off while a seal, a sweep, packs and an import run, against the median without.

`uv run python -m benchmarks.contention [CASES …]`. What works beside people runs in a process of
its own, again and again; people sign in this one. Ratios of one run, on SQLite.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import text

import bootstrap
from actions.app import App
from actions.audit.audit_pack import pack_case
from actions.audit.seals import seal
from actions.cases.remind_late import pass_deadlines
from actions.cases.sign_off import sign_off
from actions.directory.import_people import import_people, template
from benchmarks.web import asked
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff
from domain.law.options import Outcome
from models.database import migrate
from tests.filling import fill

ROUNDS = 150
ROWS = 200  # people of one import, each with a position
KEY = bytes(range(32))
SIGNER, ADMINISTRATOR = "lehoangkhue", "luonggiaminh"
LATER = timedelta(days=60)  # the clock of the sweep: everything is late
Works = dict[str, Callable[[int], object]]


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = bootstrap.build(Settings(home=Path(folder)))
        migrate(app.engine)
        seed(app)
        first = asked(app)
        for size in sizes:
            fill(app.engine, size)
            print(f"— {size} open cases")
            alone = sign_offs(app)
            median = statistics.median(alone)
            show("alone", alone, median)
            for name in works(app, first):
                with beside(Path(folder), first, name, size):
                    show(f"beside {name}", sign_offs(app), median)


def works(app: App, case: str) -> Works:
    """Each with a number it was never done under."""
    return {
        "seal": lambda _: seal(app, KEY),
        "sweep": lambda _: pass_deadlines(app),
        "pack": lambda _: pack_case(app, case, person=SIGNER),
        "import": lambda n: import_people(app, sheet(n), by=ADMINISTRATOR),
    }


def sheet(number: int) -> SentFile:
    book = load_workbook(BytesIO(template()))
    for row in range(ROWS):
        person = f"p{number}x{row}"
        book["Người"].append([person, f"Người {number}", "", "Nam", date(1980, 1, 1), "Kinh"])
        book["Vị trí"].append([person, "BTCTU", "Chuyên viên", "lập hồ sơ", "01/09/2026", ""])
    out = BytesIO()
    book.save(out)
    return SentFile("nhap.xlsx", out.getvalue())


@contextmanager
def beside(home: Path, case: str, name: str, size: int) -> Iterator[None]:
    """While the work is done again and again in another process."""
    how = multiprocessing.get_context("spawn")
    ready = how.Event()
    process = how.Process(target=run, args=(home, case, name, size, ready), daemon=True)
    process.start()
    ready.wait()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def run(
    home: Path, case: str, name: str, size: int, ready: multiprocessing.synchronize.Event
) -> None:
    app = bootstrap.build(Settings(home=home))
    if name == "sweep":
        app = bootstrap.build(Settings(home=home), clock=lambda: bootstrap.now() + LATER)
    work = works(app, case)[name]
    ready.set()
    for number in count(size * 1000):
        work(number)


def sign_offs(app: App, many: int = ROUNDS) -> list[float]:
    """Answers to one question, each in a case of its own."""
    with app.engine.connect() as connection:
        query = "SELECT id FROM tasks WHERE status = 'open' AND agency = 'BTVTU' LIMIT :n"
        tasks = list(connection.execute(text(query), {"n": many}).scalars())
    return [timed(partial(sign_off, app, answer(str(task)), person=SIGNER)) for task in tasks]


def answer(task: str) -> SignOff:
    case = task.partition("/")[0]
    return SignOff(
        act_id=f"c{task}", case_id=case, task_id=task, outcome=Outcome.CLARIFY, reason="rõ"
    )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(what: str, times: list[float], median: float) -> None:
    ordered = sorted(times)
    p50, p95, worst = statistics.median(ordered), ordered[int(len(ordered) * 0.95)], ordered[-1]
    print(
        f"{what:16} median {p50 * 1000:6.1f} ms {p50 / median:5.1f} ×   p95 {p95 / median:5.1f} ×"
        f"   worst {worst / median:5.1f} ×"
    )


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [2_000, 20_000])
