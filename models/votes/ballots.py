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
        events.c.body.like(bindparam("named")),
        cases.c.recused.not_like(bindparam("named")),
    )
    .order_by(tasks.c.id)
)


class Ballots:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def open(self, task: str) -> None:
        """An empty box, when the ballot opens."""
        self.connection.execute(
            insert(ballot_boxes), {"task_id": task, "voted": "[]", "counts": "{}"}
        )

    def box(self, task: str, *, lock: bool = False) -> Box:
        """What is in the box now; empty where no ballot was opened. `lock` holds it for a vote."""
        query = GET.with_for_update() if lock else GET
        row = self.connection.execute(query, {"task": task}).first()
        if row is None:
            return Box()
        return Box(tuple(json.loads(row.voted)), tuple(json.loads(row.counts).items()))

    def empty(self, task: str) -> None:
        """The box goes once its sums are a fact: what is left is what the minutes say."""
        self.connection.execute(delete(ballot_boxes).where(OF_TASK), {"task": task})

    def calling(self, person: str) -> tuple[str, ...]:
        """Tasks whose ballot is running and to which this person is called."""
        boxes = list(self.connection.execute(select(ballot_boxes.c.task_id)).scalars())
        if not boxes:  # asked on every page: mostly there are none, and then nothing is searched
            return ()
        rows = self.connection.execute(RUNNING, {"named": f'%"{person}"%', "boxes": boxes})
        opened = [(row.id, load(BallotOpened.__name__, row.body)) for row in rows]
        return tuple(
            task
            for task, fact in opened
            if isinstance(fact, BallotOpened) and fact.task == task and person in fact.members
        )

    def keep(self, task: str, box: Box) -> None:
        """Write names and sums anew, each sorted: no trace of who came when."""
        counts = json.dumps(dict(box.counts), sort_keys=True, ensure_ascii=False)
        self.connection.execute(
            PUT.values(voted=json.dumps(sorted(box.voted)), counts=counts), {"task": task}
        )
