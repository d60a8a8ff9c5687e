"""The pages over HTTP with 100, 10,000 and 100,000 open cases, against an empty answer.

`uv run python -m benchmarks.web [CASES …]`. One real case is opened and put to its decision; the
others are copies of it (tests/filling.py). Also the weight of each page as it travels, gzipped.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx
from sqlalchemy import text

import bootstrap
from actions.accounts.accounts import set_password
from actions.accounts.sessions import SignIn, sign_in
from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.cases.sign_off import sign_off
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from domain.cases.sign_off import SignOff
from domain.law.options import Outcome
from domain.state.case import PostKind
from models.database import migrate
from tests.filling import fill
from tests.web.site import form_of, running_site

PASSWORD = "một câu đủ dài để nhớ"
SIGNER = "lehoangkhue"  # of the standing committee
ROUNDS = 60


def main(sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = bootstrap.build(Settings(home=Path(folder)))
        migrate(app.engine)
        seed(app)
        set_password(app, SIGNER, PASSWORD)
        first = asked(app)
        for size in sizes:
            fill(app.engine, size)
            measure(app, first, size)


def asked(app: App) -> str:
    """A case whose policy the standing committee is asked to decide; returns its id."""
    wish = OpenCase(
        act_id="b",
        procedure="appoint",
        subject="ythongeban",
        press_agency="BPTTH",
        post=PostKind.HEAD,
        handler="BTCTU",
        person="lethuha",
    )
    case = open_case(app, wish).case
    act = SignOff(
        act_id="s", case_id=case.id, task_id=case.open_tasks[0].id, outcome=Outcome.SUBMITTED
    )
    sign_off(app, act, person="ngoquanghuy")
    return case.id


def measure(app: App, first: str, size: int) -> None:
    print(f"— {size} open cases")
    with running_site(app) as site, httpx.Client(base_url=site.address, timeout=120) as client:
        client.cookies.set(site.options.cookie, sign_in(app, SignIn(SIGNER, PASSWORD)))
        reference = timed(lambda: client.get("/healthz"))
        show("empty answer", reference, reference)
        for what, path in (
            ("inbox", "/inbox"),
            ("inbox, followed", "/inbox?tab=following"),
            ("case page", f"/cases/{first}"),
            ("progress", f"/cases/{first}/progress"),
        ):
            page = client.get(path)
            assert page.status_code == 200, path
            show(what, timed(lambda p=path: client.get(p)), reference, weight(page))
        show("sign-off, both pages", sign_offs(app, client), reference)


def sign_offs(app: App, client: httpx.Client) -> list[float]:
    """From the filled form to the page that says what is next, each on a case of its own."""
    with app.engine.connect() as connection:
        query = "SELECT id FROM tasks WHERE status = 'open' AND agency = 'BTVTU' LIMIT 20"
        open_tasks = [str(task) for task in connection.execute(text(query)).scalars()]
    times = []
    for task in open_tasks:
        case, _, rest = task.partition("/")
        page = f"/cases/{case}/tasks/{rest}"
        form = form_of(client.get(page).text, f"{page}/check")
        start = time.perf_counter()
        checked = client.post(
            f"{page}/check",
            data=form | {"outcome": "clarify", "reason": "rõ"},
            follow_redirects=True,
        )
        sent = form_of(checked.text, f"{page}/answer")
        done = client.post(f"{page}/answer", data=sent, follow_redirects=True)
        times.append(time.perf_counter() - start)
        assert done.url.path.endswith("/done"), done.text[:500]
    return times


def timed(work: Callable[[], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def weight(page: httpx.Response) -> str:
    return f"{page.num_bytes_downloaded / 1024:5.1f} kB gzipped"


def show(what: str, times: list[float], reference: list[float], more: str = "") -> None:
    ordered, base = sorted(times), statistics.median(reference)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
    print(
        f"{what:24} p50 {p50 * 1000:7.1f} ms  p95 {p95 * 1000:7.1f} ms {p50 / base:6.1f} ×  {more}"
    )


if __name__ == "__main__":
    main([int(n) for n in sys.argv[1:]] or [100, 10_000, 100_000])
