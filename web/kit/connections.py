"""How long a connection may take to say what it wants, and how many one address may hold.

uvicorn alone waits for ever for the end of a header or of a body: a few hundred slow connections
would keep everybody out.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class GuardedConnection(H11Protocol):
    """Times in seconds. A header is whole within `header`; a body brings something every `idle`
    and is whole within `body`; between two requests a connection rests as long as uvicorn's
    timeout_keep_alive says. An address holds `most` connections, a proxy we trust any number."""

    header = 15.0
    idle = 30.0
    body = 600.0
    most = 100
    _timer: asyncio.TimerHandle | None = None
    _begun: float | None = None  # when the body began

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._is_one_too_many():
            transport.abort()
        else:
            self._end_after(self.header)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _is_one_too_many(self) -> bool:
        address = self.client[0] if self.client else ""
        if address in str(self.config.forwarded_allow_ips or "").split(","):
            return False
        held = [c.client for c in self.connections if isinstance(c, GuardedConnection)]
        return sum(client[0] == address for client in held if client) > self.most

    def _wait(self) -> None:
        """For what is still to come of this request, if anything is."""
        state, now = self.conn.their_state, self.loop.time()
        if state is h11.SEND_BODY:
            self._begun = self._begun or now
            self._stop()
            self._end_after(min(self.idle, self._begun + self.body - now))
        elif state is h11.IDLE:
            self._begun = None
            if self._timer is None:  # a byte more gives no time more
                self._end_after(self.header)
        else:
            self._begun = None
            self._stop()

    def _end_after(self, seconds: float) -> None:
        self._timer = self.loop.call_later(max(0.0, seconds), self._end)

    def _stop(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = None

    def _end(self) -> None:
        """Unless it is we who do not read on."""
        self._timer = None
        if self.conn.their_state is h11.SEND_BODY and self.flow.read_paused:
            self._end_after(self.idle)
        elif self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.abort()
