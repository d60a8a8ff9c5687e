"""What software still owes, in numbers, and the cases it cannot get on with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from models.effects.follow_up import OWED
from models.schema.api import deliveries
from models.schema.tables import events, outbox, visits

LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Troubled:
    """A case whose last visit failed, tried `attempts` times in a row."""

    case_id: str
    attempts: int
    last_error: str
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """`oldest` is when the fact was written that has waited longest to be followed; `last_visit`
    when a worker last took up a case; deliveries are messages to webhooks."""

    cases: int
    oldest: datetime | None
    last_visit: datetime | None
    deliveries: int
    given_up: int


def owed(connection: Connection) -> Owed:
    """Counts of what waits."""
    waiting = connection.execute(select(func.count()).where(OWED)).scalar_one()
    last = connection.execute(select(func.max(visits.c.began_at))).scalar()
    done, given_up = deliveries.c.done_at, deliveries.c.given_up
    untold = connection.execute(select(func.count()).where(done.is_(None))).scalar_one()
    ended = connection.execute(select(func.count()).where(given_up)).scalar_one()
    return Owed(waiting, _oldest(connection), last, untold, ended)


def troubled(connection: Connection, limit: int = 50) -> tuple[Troubled, ...]:
    """Cases software fails at, the one tried most first."""
    columns = (outbox.c.case_id, outbox.c.attempts, outbox.c.last_error, outbox.c.not_before)
    failed = (OWED, outbox.c.last_error != "")
    query = select(*columns).where(*failed).order_by(outbox.c.attempts.desc(), outbox.c.case_id)
    return tuple(Troubled(*row) for row in connection.execute(query.limit(limit)))


def _oldest(connection: Connection) -> datetime | None:
    """Of the facts not followed yet, in the cases that stand first in the queue; they are written
    as ISO 8601."""
    first = select(outbox).where(OWED).order_by(outbox.c.place).limit(LOOKED_AT).subquery()
    unseen = (events.c.case_id == first.c.case_id, events.c.version > first.c.conducted)
    query = select(func.min(events.c.at)).join(first, unseen[0]).where(unseen[1])
    found = connection.execute(query).scalar()
    return datetime.fromisoformat(found) if found else None
