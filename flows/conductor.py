"""The conductor: a long-lived process that follows cases with their Prefect flows, one by one."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta

import httpx
from prefect.client.orchestration import get_client

from actions.app import App
from actions.effects import effects, queue
from flows.procedures import FLOWS
from flows.runs import enter
from flows.sweeps import seal_when_due, sweep_deadlines
from models.effects.follow_up import Claimed

log = logging.getLogger(__name__)

IDLE = 0.1  # seconds between two cheap looks at an empty outbox
OUTAGE_WAIT = 1.0
SWEEP_EVERY = 15 * 60.0


@dataclass
class CaseWorker:
    """Claims a case, enters its flow run, gives it back. `stop` ends it after the run at hand."""

    app: App
    worker: str
    lease: timedelta
    stop: threading.Event = field(default_factory=threading.Event)
    down: bool = False

    def run(self) -> None:
        """Follow cases until told to stop. Prefect down: cases wait in the outbox, none is lost."""
        next_sweep = 0.0
        while not self.stop.is_set():
            if time.monotonic() >= next_sweep and self.sweep():
                next_sweep = time.monotonic() + SWEEP_EVERY
            if not self.follow_one():
                self.stop.wait(IDLE)

    def follow_one(self) -> bool:
        """Take one case from the outbox and follow it. False: nothing to do."""
        claims = queue.claim(self.app, self.worker, lease=self.lease, limit=1)
        for claimed in claims:
            try:
                self._follow(claimed)
            except httpx.HTTPError as unreachable:
                queue.release(self.app, claimed, self.worker)
                self._outage(unreachable)
            except Exception as failure:  # the edge of the process: log it, go on with others
                log.exception("không theo được %s", claimed.case_id)
                queue.fail(self.app, claimed, self.worker, repr(failure))
        return bool(claims)

    def sweep(self) -> bool:
        """Look at deadlines, seal. False when that failed and should be tried again soon."""
        try:
            sweep_deadlines()
            seal_when_due()
        except httpx.HTTPError as unreachable:
            self._outage(unreachable)
            return False
        except Exception:  # the edge of the process
            log.exception("không rà được thời hạn hoặc không niêm phong được")
        return True

    def _follow(self, claimed: Claimed) -> None:
        standing = effects.standing(self.app, claimed.case_id)
        with get_client(sync_client=True) as api:
            enter(api, FLOWS[standing.procedure], claimed.case_id)
        after = effects.pending(self.app, claimed.case_id)
        if after.todos:
            raise RuntimeError(f"still pending: {[todo.key for todo in after.todos]}")
        queue.complete(self.app, claimed, self.worker, after.version)
        self.down = False

    def _outage(self, unreachable: httpx.HTTPError) -> None:
        if not self.down:  # one line per outage, not one per case
            log.warning("Prefect không trả lời (%r); hồ sơ chờ trong hàng", unreachable)
        self.down = True
        self.stop.wait(OUTAGE_WAIT)
