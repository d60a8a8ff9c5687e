"""Tells webhooks beside the conductor, so that a slow endpoint keeps no case waiting."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from actions.accounts.webhooks import deliver_webhooks
from actions.app import App

log = logging.getLogger(__name__)
IDLE = 2.0  # seconds between two cheap looks


@dataclass
class WebhookWorker:
    """`stop` ends it after the deliveries at hand."""

    app: App
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.stop.is_set():
            if not self.tell():
                self.stop.wait(IDLE)

    def tell(self) -> int:
        try:
            return deliver_webhooks(self.app)
        except Exception:  # the edge of the thread: log it, try again
            log.exception("không báo được webhook")
            return 0
