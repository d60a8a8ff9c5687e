"""Cases that software owes something: claimed for a time by one worker, given back, completed.

One row per case, so the queue never grows with the history and two workers never hold one case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, or_, select, update

from models.schema.tables import outbox


@dataclass(frozen=True, slots=True)
class Claimed:
    case_id: str
    version: int
    attempts: int


def claim(
    engine: Engine, worker: str, now: datetime, lease: timedelta, limit: int
) -> tuple[Claimed, ...]:
    """Up to `limit` cases with something to do, held by `worker` until the lease ends."""
    free = or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until < now)
    waiting = (
        select(outbox.c.case_id)
        .where(outbox.c.conducted < outbox.c.version, outbox.c.not_before <= now, free)
        .order_by(outbox.c.not_before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    take = (
        update(outbox)
        .where(outbox.c.case_id.in_(waiting.scalar_subquery()))
        .values(claimed_by=worker, claimed_until=now + lease, attempts=outbox.c.attempts + 1)
        .returning(outbox.c.case_id, outbox.c.version, outbox.c.attempts)
    )
    with engine.begin() as connection:
        return tuple(Claimed(*row) for row in connection.execute(take))


def complete(engine: Engine, case_id: str, worker: str, version: int) -> None:
    """Followed up to `version`; a change made meanwhile keeps the case waiting."""
    done = (
        update(outbox)
        .where(outbox.c.case_id == case_id, outbox.c.claimed_by == worker)
        .values(conducted=version, claimed_by="", claimed_until=None, attempts=0, last_error="")
    )
    with engine.begin() as connection:
        connection.execute(done)


def fail(engine: Engine, case_id: str, worker: str, error: str, not_before: datetime) -> None:
    """Give the case back, to be tried again from `not_before` on."""
    back = (
        update(outbox)
        .where(outbox.c.case_id == case_id, outbox.c.claimed_by == worker)
        .values(claimed_by="", claimed_until=None, last_error=error, not_before=not_before)
    )
    with engine.begin() as connection:
        connection.execute(back)


def has_work(engine: Engine, now: datetime) -> bool:
    """Cheap look that takes no write lock, so that idle polling never disturbs a sign-off."""
    query = (
        select(outbox.c.case_id)
        .where(outbox.c.conducted < outbox.c.version, outbox.c.not_before <= now)
        .limit(1)
    )
    with engine.connect().execution_options(thamdinh_read_only=True) as connection:
        return connection.execute(query).first() is not None


def backlog(engine: Engine) -> int:
    query = select(func.count()).where(outbox.c.conducted < outbox.c.version)
    with engine.connect().execution_options(thamdinh_read_only=True) as connection:
        return int(connection.execute(query).scalar_one())
