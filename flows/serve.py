"""The conductor as a process: `python -m flows.serve`."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading

import bootstrap
from flows.clock import Clock
from flows.conductor import CaseWorker
from flows.teller import WebhookWorker

log = logging.getLogger(__name__)


def main() -> None:
    """Follow cases until SIGTERM or SIGINT; the visit at hand is finished first."""
    form = "%(asctime)s %(levelname)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, force=True)  # Prefect made its own
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for each request to Prefect
    worker = f"{socket.gethostname()}:{os.getpid()}"
    conductor = CaseWorker(bootstrap.app(), worker, bootstrap.settings().lease)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: conductor.stop.set())
    log.info("bộ điều phối %s bắt đầu", worker)
    teller = WebhookWorker(bootstrap.app(), conductor.stop)
    telling = threading.Thread(target=teller.run, name="teller", daemon=True)
    clock = Clock(worker, conductor.stop)
    ticking = threading.Thread(target=clock.run, name="clock", daemon=True)
    for beside in (telling, ticking):
        beside.start()
    conductor.run()
    for beside in (telling, ticking):
        beside.join(timeout=10)


if __name__ == "__main__":
    main()
