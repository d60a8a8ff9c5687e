"""Cases that software owes something: claimed for a time by one worker, given back, completed.

One row per case, so the queue never grows with the history and two workers never hold one case. A
claim opens a visit, giving it back ends it, each in the same transaction. No clock orders the
queue: a case has a place in it, and a time beyond what anybody may have meant (a clock that was
set wrong for a while) holds nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    and_,
    case,
    func,
    or_,
    select,
    update,
)

from models.database import READ_ONLY
from models.effects import visits
from models.schema.tables import outbox

LONGEST_WAIT = timedelta(minutes=5)
OWED = outbox.c.conducted < outbox.c.version
FREE = {"claimed_by": "", "claimed_until": None}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A case held by `worker` for one visit. `left_over`: its last visit was not brought to an end,
    so whatever shows it may still show it as going on."""

    case_id: str
    version: int
    attempts: int
    worker: str
    visit: int
    left_over: bool


@dataclass(frozen=True, slots=True)
class Lease:
    """Who claims, when and for how long. `newest`: from the end of the queue, not its head."""

    worker: str
    now: datetime
    length: timedelta
    newest: bool = False

    @property
    def until(self) -> datetime:
        return self.now + self.length


def claim(engine: Engine, lease: Lease, limit: int) -> tuple[Claimed, ...]:
    """Up to `limit` cases with something to do, held until the lease ends."""
    with engine.begin() as connection:
        found = connection.execute(_next(lease, limit)).all()
        return tuple(_take(connection, row, lease) for row in found)


def extend(engine: Engine, claimed: Claimed, until: datetime) -> None:
    """Hold the case longer: its visit still goes on."""
    with engine.begin() as connection:
        connection.execute(update(outbox).where(_held(claimed)).values(claimed_until=until))


def complete(engine: Engine, claimed: Claimed, version: int, now: datetime) -> None:
    """Followed up to `version`; a change made meanwhile keeps the case waiting."""
    done = FREE | {"conducted": version, "attempts": 0, "last_error": ""}
    with engine.begin() as connection:
        connection.execute(update(outbox).where(_held(claimed)).values(done))
        visits.end(connection, claimed.case_id, claimed.visit, now, "followed")


def release(engine: Engine, claimed: Claimed, now: datetime, not_before: datetime) -> None:
    """Give the case back untried, to be taken from `not_before` on."""
    back = FREE | {"not_before": not_before, "attempts": claimed.attempts - 1}
    with engine.begin() as connection:
        connection.execute(update(outbox).where(_held(claimed)).values(back))
        visits.end(connection, claimed.case_id, claimed.visit, now, "away")


def fail(engine: Engine, claimed: Claimed, error: str, now: datetime, not_before: datetime) -> bool:
    """Give the case back, to be tried again from `not_before` on. False, and at once, where it
    moved since it was claimed: by people or by what was done for it."""
    moved = outbox.c.version > claimed.version
    back = FREE | {
        "last_error": error,
        "attempts": case((moved, 0), else_=outbox.c.attempts),
        "not_before": case((moved, now), else_=not_before),
    }
    with engine.begin() as connection:
        connection.execute(update(outbox).where(_held(claimed)).values(back))
        version = connection.execute(
            select(outbox.c.version).where(outbox.c.case_id == claimed.case_id)
        ).scalar_one()
        stuck = bool(version == claimed.version)
        ended = "failed" if stuck else "again"
        visits.end(connection, claimed.case_id, claimed.visit, now, ended, error if stuck else "")
    return stuck


def has_work(engine: Engine, now: datetime, lease: timedelta) -> bool:
    """Cheap look that takes no write lock, so that idle polling never disturbs a sign-off."""
    query = select(outbox.c.case_id).where(_claimable(now, lease)).limit(1)
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        return connection.execute(query).first() is not None


def backlog(engine: Engine) -> int:
    query = select(func.count()).where(OWED)
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        return int(connection.execute(query).scalar_one())


def held(engine: Engine) -> frozenset[str]:
    query = select(outbox.c.case_id).where(outbox.c.claimed_until.is_not(None))
    with engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        return frozenset(connection.execute(query).scalars())


def _next(lease: Lease, limit: int) -> Select[Any]:
    place = outbox.c.place.desc() if lease.newest else outbox.c.place
    columns = (outbox.c.case_id, outbox.c.version, outbox.c.attempts, outbox.c.claimed_until)
    return (
        select(*columns)
        .where(_claimable(lease.now, lease.length))
        .order_by(place, outbox.c.case_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _claimable(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    held, wait = outbox.c.claimed_until, outbox.c.not_before
    free = or_(held.is_(None), held < now, held > now + 2 * lease)
    due = or_(wait <= now, wait > now + LONGEST_WAIT)
    return and_(OWED, due, free)


def _take(connection: Connection, row: Row[Any], lease: Lease) -> Claimed:
    mine = {"claimed_by": lease.worker, "claimed_until": lease.until, "attempts": row.attempts + 1}
    connection.execute(update(outbox).where(outbox.c.case_id == row.case_id).values(mine))
    number, deserted = visits.begin(connection, row.case_id, row.version, lease.worker, lease.now)
    left_over = deserted or row.claimed_until is not None
    return Claimed(row.case_id, row.version, row.attempts + 1, lease.worker, number, left_over)


def _held(claimed: Claimed) -> ColumnElement[bool]:
    return and_(outbox.c.case_id == claimed.case_id, outbox.c.claimed_by == claimed.worker)
