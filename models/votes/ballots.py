"""The box of a secret ballot: one row, rewritten whole by every vote."""

from __future__ import annotations

import json

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from domain.facts.votes import BallotOpened
from domain.state.case import CaseStatus
from domain.state.task import TaskStatus
from domain.votes.box import Box
from models.facts_json import load
from models.schema.tables import (
    ballot_boxes,
    cases,
    events,
    tasks,
)

OF_TASK = ballot_boxes.c.task_id == bindparam("task")
GET = select(ballot_boxes).where(OF_TASK)
PUT = update(ballot_boxes).where(OF_TASK)
RUNNING = (
    select(tasks.c.id, events.c.body)
    .join_from(tasks, cases, cases.c.id == tasks.c.case_id)
    .join(events, and_(events.c.case_id == cases.c.id, events.c.kind == BallotOpened.__name__))
    .where(
        tasks.c.id.in_(bindparam("boxes", expanding=True)),
        tasks.c.status == TaskStatus.OPEN,
        cases.c.status == CaseStatus.OPEN,
        cases.c.recused.not_like(bindparam("named")),
    )
    .order_by(tasks.c.id, events.c.version)
)


class Ballots:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def open(self, task: str, sums: bytes) -> None:
        """A box in which nobody has voted, when the ballot opens."""
        self.connection.execute(
            insert(ballot_boxes), {"task_id": task, "voted": "[]", "sums": sums}
        )

    def box(self, task: str, *, lock: bool = False) -> Box:
        """What is in the box now; empty where no ballot was opened. `lock` holds it for a vote."""
        query = GET.with_for_update() if lock else GET
        row = self.connection.execute(query, {"task": task}).first()
        return Box(tuple(json.loads(row.voted)), row.sums) if row else Box()

    def empty(self, task: str) -> None:
        """The box goes once its sums are a fact, or the ballot is given up."""
        self.connection.execute(delete(ballot_boxes).where(OF_TASK), {"task": task})

    def calling(self, person: str) -> tuple[str, ...]:
        """Tasks whose ballot is running and to which this person is called."""
        return tuple(task for task, fact in self._running(person) if person in fact.members)

    def telling(self, person: str) -> tuple[str, ...]:
        """Tasks whose ballot is running and of which this person is a teller."""
        return tuple(task for task, fact in self._running(person) if person in fact.tellers)

    def _running(self, person: str) -> list[tuple[str, BallotOpened]]:
        """Running ballots, each as opened last; none of a case this person stepped aside from."""
        boxes = list(self.connection.execute(select(ballot_boxes.c.task_id)).scalars())
        if not boxes:  # asked on every page: mostly there are none, and then nothing is searched
            return []
        rows = self.connection.execute(RUNNING, {"named": f'%"{person}"%', "boxes": boxes})
        opened = ((row.id, load(BallotOpened.__name__, row.body)) for row in rows)
        last = {
            task: fact
            for task, fact in opened
            if isinstance(fact, BallotOpened) and fact.task == task
        }
        return list(last.items())

    def keep(self, task: str, box: Box) -> None:
        """Write names and sums anew: no trace of who came when, one size whatever was chosen."""
        voted = json.dumps(sorted(box.voted))
        self.connection.execute(PUT.values(voted=voted, sums=box.sums), {"task": task})
