"""What the conductor may do with the outbox: claim cases to look at, and say they are done."""

from __future__ import annotations

from datetime import timedelta

from actions.app import App
from actions.province.change import look_again
from models.effects import follow_up
from models.effects.follow_up import LONGEST_WAIT, Claimed, Lease

FIRST_WAIT = timedelta(seconds=1)


def claim(
    app: App, worker: str, *, lease: timedelta, limit: int, newest: bool = False
) -> tuple[Claimed, ...]:
    """Cases with something to do, held for `lease`; no case is held by two workers at once.

    The one that waits longest comes first, with `newest` the one that came last. Who takes turns
    lets nobody who acts now wait for a backlog, and no old case wait for ever.
    """
    now = app.clock()
    if not follow_up.has_work(app.engine, now, lease):
        return ()
    look_again(app)
    return follow_up.claim(app.engine, Lease(worker, now, lease, newest), limit)


def extend(app: App, claimed: Claimed, lease: timedelta) -> None:
    """The visit goes on: hold the case for another `lease`."""
    follow_up.extend(app.engine, claimed, app.clock() + lease)


def complete(app: App, claimed: Claimed, version: int) -> None:
    """Followed up to `version`: the one at which nothing was pending any more."""
    follow_up.complete(app.engine, claimed, version, app.clock())


def fail(app: App, claimed: Claimed, error: str) -> bool:
    """Give the case back, to be tried again later and later: 1 s, 2 s, 4 s … at most 5 minutes.

    False where the case moved since it was claimed: no fault, it is taken again at once.
    """
    now = app.clock()
    wait = min(FIRST_WAIT * 2 ** min(claimed.attempts - 1, 10), LONGEST_WAIT)
    return follow_up.fail(app.engine, claimed, error, now, now + wait)


def release(app: App, claimed: Claimed) -> None:
    """Give the case back because Prefect cannot be reached: no fault of the case, no long wait."""
    now = app.clock()
    follow_up.release(app.engine, claimed, now, now + FIRST_WAIT)


def held(app: App) -> frozenset[str]:
    """Cases that somebody visits now, or died over."""
    return follow_up.held(app.engine)


def backlog(app: App) -> int:
    """How many cases software has not followed yet."""
    return follow_up.backlog(app.engine)
