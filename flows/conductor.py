"""The conductor: a long-lived process that visits cases, one by one, each in a short flow run."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import timedelta

import httpx

from actions.app import App
from actions.effects import effects, queue
from flows.leftovers import close_resting
from flows.visit import visit
from models.effects.follow_up import Claimed

log = logging.getLogger(__name__)

IDLE = 0.1  # seconds between two cheap looks at an empty outbox
OUTAGE_WAIT = 1.0


@dataclass
class CaseWorker:
    """Claims a case, visits it, gives it back. `stop` ends it after the visit at hand.

    A visit has a thread of its own: Prefect takes signals for itself in the main thread alone, and
    here somebody has to hold the case as long as its visit lasts.
    """

    app: App
    worker: str
    lease: timedelta
    stop: threading.Event = field(default_factory=threading.Event)
    down: bool = False
    newest: bool = True
    moved: bool = False
    hands: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "visit"))

    def run(self) -> None:
        """Follow cases until told to stop. Prefect or the database away: cases wait, none is
        lost."""
        while not self.stop.is_set():
            if not self.follow_one():
                self.stop.wait(IDLE)

    def follow_one(self) -> bool:
        """Take one case from the outbox and visit it. False: nothing to do."""
        try:
            claims = self._claim()
            for claimed in claims:
                self._follow(claimed)
        except Exception:  # the edge of the process: without a database nobody can do better
            log.exception("cơ sở dữ liệu không trả lời")
            self.stop.wait(OUTAGE_WAIT)
            return False
        return bool(claims)

    def _claim(self) -> tuple[Claimed, ...]:
        """In turn the case that waits longest and the one that came last."""
        self.newest = not self.newest
        return queue.claim(self.app, self.worker, lease=self.lease, limit=1, newest=self.newest)

    def _follow(self, claimed: Claimed) -> None:
        try:
            visiting = self.hands.submit(copy_context().run, self._visit, claimed)
            told = self._held(visiting, claimed)
        except httpx.HTTPError as unreachable:
            queue.release(self.app, claimed)
            self._outage(unreachable)
        except Exception as failure:  # noqa: BLE001  a damaged case: note it, go on with others
            self._undone(claimed, repr(failure))
        else:
            self._done(claimed, told)

    def _visit(self, claimed: Claimed) -> int:
        if not self.moved:
            close_resting()
            self.moved = True
        told = visit(self.app, claimed)
        self.down = False
        return told

    def _held(self, going_on: Future[int], claimed: Claimed) -> int:
        """Wait for what a visit gives; meanwhile nobody else may take the case for deserted."""
        while not wait([going_on], self.lease.total_seconds() / 3).done:
            queue.extend(self.app, claimed, self.lease)
        return going_on.result()

    def _done(self, claimed: Claimed, told: int) -> None:
        """Followed, unless something is owed or the run tells of a case that has moved since."""
        after = effects.pending(self.app, claimed.case_id)
        if after.todos:
            self._undone(claimed, f"still pending: {[todo.key for todo in after.todos]}")
        elif after.version > told:
            self._undone(claimed, f"moved since version {told}")
        else:
            queue.complete(self.app, claimed, after.version)

    def _undone(self, claimed: Claimed, error: str) -> None:
        """Only a case that stands as it stood is a failure; one that moved has new work."""
        if queue.fail(self.app, claimed, error):
            log.error("không theo được %s: %s", claimed.case_id, error)

    def _outage(self, unreachable: httpx.HTTPError) -> None:
        if not self.down:  # one line per outage, not one per case
            log.warning("Prefect không trả lời (%r); hồ sơ chờ trong hàng", unreachable)
        self.down = True
        self.stop.wait(OUTAGE_WAIT)
