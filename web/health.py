"""For whatever watches this process: does it live, can it serve?

Both answer while every worker of the pages is busy: they have a thread of their own, and what it
finds is asked for at most once a second.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from actions.app import App
from actions.status import Obstacle, obstacles

router = APIRouter(include_in_schema=False)
PATIENCE = 0.15  # seconds; a database that takes longer cannot serve people either
FRESH = 1.0  # seconds for which an answer counts
SLOW = "slow"


@dataclass
class Watch:
    """Asks what stands in the way, in one thread, one question at a time."""

    app: App
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "readyz"))
    clock: Callable[[], float] = time.monotonic
    asked: Future[tuple[Obstacle, ...]] | None = None
    at: float = 0.0

    async def found(self) -> tuple[str, ...]:
        try:
            question = asyncio.wrap_future(self._question())
            return await asyncio.wait_for(asyncio.shield(question), PATIENCE)
        except TimeoutError:
            return (SLOW,)

    def _question(self) -> Future[tuple[Obstacle, ...]]:
        """The one that is being asked, or was a moment ago; else a new one."""
        if self.asked is None or (self.asked.done() and self.clock() - self.at > FRESH):
            self.at = self.clock()
            self.asked = self.thread.submit(obstacles, self.app)
        return self.asked


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """This process lives."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """It can serve: 200, else 503 with the names of what stands in the way, and no more."""
    found = await request.app.state.watch.found()
    told = {"status": "not ready" if found else "ok", "obstacles": list(found)}
    return JSONResponse(told, 503 if found else 200)
