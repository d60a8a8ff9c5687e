"""The box of a secret ballot: one row, rewritten whole by every vote."""

from __future__ import annotations

import json

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.ballots import Box
from models.tables import ballot_boxes

OF_TASK = ballot_boxes.c.task_id == bindparam("task")
GET = select(ballot_boxes).where(OF_TASK)
PUT = update(ballot_boxes).where(OF_TASK)


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

    def keep(self, task: str, box: Box) -> None:
        """Write names and sums anew, each sorted: no trace of who came when."""
        counts = json.dumps(dict(box.counts), sort_keys=True, ensure_ascii=False)
        self.connection.execute(
            PUT.values(voted=json.dumps(sorted(box.voted)), counts=counts), {"task": task}
        )
