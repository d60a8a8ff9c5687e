"""What software did for a case, visit by visit: when, by whom, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from models.schema.tables import cases, visits

GOING_ON = "going_on"  # the word for a visit that has not ended
ENDS = ("followed", "again", "failed", "away", "crashed")


@dataclass(frozen=True, slots=True)
class Visit:
    """`step` is where the case stood then. `ended` is empty while it goes on; else followed (all
    done), again (the case moved meanwhile), failed, away (Prefect did not answer), crashed."""

    number: int
    version: int
    step: str
    worker: str
    began_at: datetime
    ended_at: datetime | None
    ended: str
    error: str


class Visits:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of_case(self, case_id: str) -> tuple[Visit, ...]:
        """Newest first."""
        columns = [visits.c[name] for name in Visit.__slots__]
        query = select(*columns).where(visits.c.case_id == case_id)
        found = self.connection.execute(query.order_by(visits.c.number.desc()))
        return tuple(Visit(*row) for row in found)


def begin(
    connection: Connection, case_id: str, version: int, worker: str, now: datetime
) -> tuple[int, bool]:
    """The number of a new visit, and whether the last one was left open or ended by an outage.

    One left open belongs to a worker that is dead: it is closed as crashed.
    """
    last = connection.execute(
        select(visits.c.number, visits.c.ended)
        .where(visits.c.case_id == case_id)
        .order_by(visits.c.number.desc())
        .limit(1)
    ).first()
    number, ended = last if last else (0, "followed")
    if not ended:
        end(connection, case_id, number, now, "crashed")
    step = select(cases.c.step).where(cases.c.id == case_id).scalar_subquery()
    new = {"case_id": case_id, "number": number + 1, "version": version, "step": step}
    new |= {"worker": worker, "began_at": now, "ended": "", "error": ""}
    connection.execute(insert(visits).values(new))
    return number + 1, ended in ("", "away")


def end(
    connection: Connection,
    case_id: str,
    number: int,
    now: datetime,
    ended: str,
    error: str = "",
) -> None:
    """Nothing where somebody closed it before."""
    this = (visits.c.case_id == case_id, visits.c.number == number, visits.c.ended == "")
    done = update(visits).where(*this).values(ended_at=now, ended=ended, error=error)
    connection.execute(done)
