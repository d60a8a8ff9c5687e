"""The conductor as a process: `python -m flows.serve`."""

from __future__ import annotations

import logging
import signal
import threading

import bootstrap
from bootstrap import logs
from bootstrap.heartbeat import heartbeat, worker
from bootstrap.taking_in import taking_in
from flows.clock import Clock
from flows.conductor import CaseWorker
from flows.teller import WebhookWorker

log = logging.getLogger(__name__)


def main() -> None:
    """Follow cases until SIGTERM or SIGINT; the visit at hand is finished first."""
    logs.configure(bootstrap.settings())
    conductor = CaseWorker(bootstrap.app(), worker(), bootstrap.settings().lease)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: conductor.stop.set())
    log.info("bộ điều phối %s bắt đầu", conductor.worker)
    teller = WebhookWorker(bootstrap.app(), conductor.stop)
    telling = threading.Thread(target=teller.run, name="teller", daemon=True)
    clock = Clock(conductor.worker, conductor.stop)
    ticking = threading.Thread(target=clock.run, name="clock", daemon=True)
    for beside in (telling, ticking):
        beside.start()
    with heartbeat(bootstrap.app(), "conductor"), taking_in(bootstrap.app()):
        conductor.run()
    for beside in (telling, ticking):
        beside.join(timeout=10)


if __name__ == "__main__":
    main()
