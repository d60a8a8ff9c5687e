"""Cases as they lie on desks: one row for each body that has a part in a case, one for auditors."""

from __future__ import annotations

from datetime import UTC, date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from domain.cases.sign_off import SUBJECT
from domain.state.case import Case
from domain.state.task import Task, TaskStatus
from models.schema.tables import worklist
from models.upsert import INSERT

AUDITORS = ""
UNDATED = "9999-12-31"
INSTANT = "%Y-%m-%dT%H:%M:%S.%f"
MOVED = ("tab", "task", "place")
Row = dict[str, Any]


class Tab(StrEnum):
    """As officials know them from e-office."""

    WAITING = "waiting"  # Chờ xử lý: my body is asked now
    COORDINATING = "coordinating"  # Phối hợp: my body runs the case, others are asked
    FOLLOWING = "following"  # Theo dõi: my body has answered, or audits
    DONE = "done"  # Đã xử lý: closed cases


def worklist_rows(case: Case) -> dict[str, Row]:
    """Body → its row; what is put to the person concerned is no question to their body."""
    of_bodies = [task for task in case.tasks if task.role != SUBJECT]
    asked = {task.agency for task in of_bodies if task.status == TaskStatus.OPEN}
    bodies = {AUDITORS, case.handler, *(task.agency for task in of_bodies)}
    first = next(iter(case.open_tasks), None)
    return {
        agency: {
            "case_id": case.id,
            "agency": agency,
            "tab": _tab(case, agency, asked),
            "task": first.id if first else "",
            "place": _place_of(case, first),
            "opened_at": case.opened_at,
        }
        for agency in sorted(bodies)
    }


def keep_worklist(connection: Connection, before: Case | None, after: Case) -> None:
    """Write the rows that moved, in one statement."""
    known = worklist_rows(before) if before else {}
    moved = [row for agency, row in worklist_rows(after).items() if row != known.get(agency)]
    if moved:
        connection.execute(PUT[connection.dialect.name], moved)


def _tab(case: Case, agency: str, asked: set[str]) -> Tab:
    if not case.open:
        return Tab.DONE
    if agency in asked:
        return Tab.WAITING
    return Tab.COORDINATING if agency == case.handler else Tab.FOLLOWING


def _place_of(case: Case, first: Task | None) -> str:
    """Most pressing first in what is open, newest first (read backwards) in what is closed."""
    if not case.open:
        return f"{case.opened_at.astimezone(UTC):{INSTANT}} {case.id}"
    due = first.due if first else None
    return place(due.day if due else None, first.id if first else case.id)


def place(due: date | None, task: str) -> str:
    """Of a question with a last day among others; what has none comes last."""
    return f"{due or UNDATED} {task}"


def _put(insert: Any) -> Any:
    new = insert(worklist)
    return new.on_conflict_do_update(
        index_elements=["case_id", "agency"], set_={name: new.excluded[name] for name in MOVED}
    )


PUT = {dialect: _put(insert) for dialect, insert in INSERT.items()}
