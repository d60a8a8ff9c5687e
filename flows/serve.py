"""The conductor as a process: `python -m flows.serve`."""

from __future__ import annotations

import logging
import os
import signal
import socket

import bootstrap
from flows.conductor import Conductor

log = logging.getLogger(__name__)


def main() -> None:
    """Follow cases until SIGTERM or SIGINT; the run at hand is finished first."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    worker = f"{socket.gethostname()}:{os.getpid()}"
    conductor = Conductor(bootstrap.app(), worker, bootstrap.settings().lease)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: conductor.stop.set())
    log.info("bộ điều phối %s bắt đầu", worker)
    conductor.run()


if __name__ == "__main__":
    main()
