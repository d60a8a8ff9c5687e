"""What the conductor may do with the outbox: claim cases to look at, and say they are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from actions.app import App
from models import outbox

FIRST_WAIT = timedelta(seconds=1)
LONGEST_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Claim:
    """One case with the outbox rows that asked for it."""

    case_id: str
    ids: tuple[int, ...]
    attempts: int


def claim(app: App, worker: str, *, lease: timedelta, limit: int) -> tuple[Claim, ...]:
    """Cases with something to do, held for `lease`; no case is held by two workers at once."""
    rows = outbox.claim(app.engine, worker, app.clock(), lease.total_seconds(), limit)
    cases: dict[str, list[outbox.Claimed]] = {}
    for row in rows:
        cases.setdefault(row.case_id, []).append(row)
    return tuple(
        Claim(case_id, tuple(r.id for r in found), max(r.attempts for r in found))
        for case_id, found in cases.items()
    )


def complete(app: App, claimed: Claim) -> None:
    outbox.complete(app.engine, claimed.ids, app.clock())


def fail(app: App, claimed: Claim, error: str) -> None:
    """Give the rows back, to be tried again later and later: 1 s, 2 s, 4 s … at most 5 minutes."""
    wait = min(FIRST_WAIT * 2 ** min(claimed.attempts, 10), LONGEST_WAIT)
    outbox.fail(app.engine, claimed.ids, error, app.clock() + wait)


def backlog(app: App) -> int:
    """How many outbox rows are not done yet."""
    return outbox.backlog(app.engine)
