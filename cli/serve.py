"""`thamdinh serve`: keep everything running for people until Ctrl+C."""

from __future__ import annotations

import signal
import threading

import bootstrap
from bootstrap.demonstration.province import seed
from bootstrap.processes import running
from cli.output import AsJson, console, print_json
from cli.session import ready
from models.database import migrate


def serve(demonstration: bool = False, json: AsJson = False) -> None:
    """Chạy Prefect và bộ điều phối; --demonstration nạp tỉnh minh họa."""
    app = ready()
    migrate(app.engine)
    if demonstration:
        seed(app)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with running(bootstrap.settings(), tell=lambda _: None if json else console.print(_)) as on:
        if json:
            print_json({"prefect": on.page, "home": str(bootstrap.settings().home.resolve())})
        else:
            console.print(f"Đang chạy. Trang Prefect: {on.page} · Ctrl+C để dừng.")
        while not stop.wait(2):
            for name in on.check():
                console.print(f"Đã khởi động lại {name}.")
