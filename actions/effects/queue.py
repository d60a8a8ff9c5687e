"""What the conductor may do with the outbox: claim cases to look at, and say they are done."""

from __future__ import annotations

from datetime import timedelta

from actions.app import App
from models.effects import follow_up
from models.effects.follow_up import Claimed

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=5)


def claim(app: App, worker: str, *, lease: timedelta, limit: int) -> tuple[Claimed, ...]:
    """Cases with something to do, held for `lease`; no case is held by two workers at once."""
    now = app.clock()
    if not follow_up.has_work(app.engine, now):
        return ()
    return follow_up.claim(app.engine, worker, now, lease, limit)


def complete(app: App, claimed: Claimed, worker: str, version: int) -> None:
    """Followed up to `version`: the one at which nothing was pending any more."""
    follow_up.complete(app.engine, claimed.case_id, worker, version)


def fail(app: App, claimed: Claimed, worker: str, error: str) -> None:
    """Give the case back, to be tried again later and later: 1 s, 2 s, 4 s … at most 5 minutes."""
    wait = min(FIRST_WAIT * 2 ** min(claimed.attempts - 1, 10), LONGEST_WAIT)
    follow_up.fail(app.engine, claimed.case_id, worker, error, app.clock() + wait)


def release(app: App, claimed: Claimed, worker: str) -> None:
    """Give the case back because Prefect cannot be reached: no fault of the case, no long wait."""
    follow_up.fail(app.engine, claimed.case_id, worker, "", app.clock() + FIRST_WAIT)


def backlog(app: App) -> int:
    """How many cases software has not followed yet."""
    return follow_up.backlog(app.engine)
