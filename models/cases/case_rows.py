"""Rows ↔ cases and tasks, and the statements that move them; built once, at import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from domain.facts.extending import MovesDeadline
from domain.law.options import Outcome
from domain.state.case import Case, CaseStatus, PostKind
from domain.state.task import Task, TaskStatus
from models.facts_json import dump, load_due
from models.schema.tables import (
    cases,
    events,
    outbox,
    tasks,
)

_LAST_AT = (
    select(events.c.at)
    .where(events.c.case_id == cases.c.id)
    .order_by(events.c.version.desc(), events.c.part.desc())
    .limit(1)
    .scalar_subquery()
)
GET_CASE = select(cases, _LAST_AT.label("last_at")).where(cases.c.id == bindparam("case_id"))
GET_TASKS = select(tasks).where(tasks.c.case_id == bindparam("case_id")).order_by(tasks.c.seq)
ADD_CASE = insert(cases)
ADD_TASK = insert(tasks)
ADD_EVENT = insert(events)
_queue = outbox.alias()
LAST_PLACE = (
    select(func.coalesce(func.max(_queue.c.place), 0) + 1)
    .where(_queue.c.conducted < _queue.c.version)
    .scalar_subquery()
)
ADD_OUTBOX = insert(outbox).values(place=LAST_PLACE)
LAW = ("procedure", "law_digest", "law_day", "law_book")
MOVE_CASE = (
    update(cases)
    .where(cases.c.id == bindparam("case_id"), cases.c.version == bindparam("seen"))
    .values(
        {
            name: bindparam(f"new_{name}")
            for name in (
                "status",
                "outcome",
                "step",
                "round",
                "drafts",
                "pages",
                "recused",
                "stand",
                *LAW,
                "version",
                "chain_head",
            )
        }
    )
)
ANSWERED = (
    "status",
    "outcome",
    "reason",
    "person",
    "position",
    "on_behalf_of",
    "for_position",
    "mandate",
    "answered_at",
    "paper_date",
    "paper_number",
)
HELD = ("holder", "held_since", "holder_signs", "prepared_by", "forwarded_to")
MOVED = (*ANSWERED, *HELD)
MOVE_DEADLINE = (
    update(tasks)
    .where(tasks.c.id == bindparam("task_id"))
    .values(due_day=bindparam("new_day"), due=bindparam("new_due"))
)
MOVE_TASK = (
    update(tasks)
    .where(tasks.c.id == bindparam("task_id"))
    .values({name: bindparam(f"new_{name}") for name in MOVED})
)
MARK_CHANGED = (
    update(outbox)
    .where(outbox.c.case_id == bindparam("case"))
    .values(
        version=bindparam("new_version"),
        not_before=bindparam("now"),
        attempts=0,  # what failed before was another state of the case
        place=LAST_PLACE,
    )
)


def case_from(row: Row[Any], task_rows: list[Row[Any]]) -> Case:
    fields = dict(row._mapping)
    fields["status"] = CaseStatus(fields["status"])
    fields["post"] = PostKind(fields["post"])
    fields["drafts"] = _pairs(fields["drafts"])
    fields["pages"] = _pairs(fields["pages"])
    fields["recused"] = tuple(json.loads(fields["recused"]))
    fields["stand"] = tuple(json.loads(fields["stand"]))
    fields["last_at"] = datetime.fromisoformat(fields["last_at"]) if fields["last_at"] else None
    return Case(**fields, tasks=tuple(task_from(r._mapping) for r in task_rows))


def case_row(case: Case) -> dict[str, Any]:
    named = {column.name: getattr(case, column.name) for column in cases.columns}
    return named | lists_text(case)


def lists_text(case: Case) -> dict[str, str]:
    """The columns that hold lists, as they are written."""
    lists = ("drafts", "pages", "recused", "stand")
    return {name: json.dumps(getattr(case, name)) for name in lists}


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((paper, content) for paper, content in json.loads(text))


def task_from(row: Mapping[Any, Any]) -> Task:
    """A task from a row that holds the columns of `tasks`."""
    return Task(
        id=row["id"],
        step=row["step"],
        round=row["round"],
        role=row["role"],
        agency=row["agency"],
        opened_at=row["opened_at"],
        due=load_due(row["due"]) if row["due"] else None,
        status=TaskStatus(row["status"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        reason=row["reason"],
        person=row["person"],
        position=row["position"],
        on_behalf_of=row["on_behalf_of"],
        for_position=row["for_position"],
        mandate=row["mandate"],
        answered_at=row["answered_at"],
        paper_date=row["paper_date"],
        paper_number=row["paper_number"],
        **{name: row[name] for name in HELD},
    )


def deadline_row(fact: MovesDeadline) -> dict[str, Any]:
    return {"task_id": fact.task, "new_day": fact.due.day, "new_due": dump(fact.due)}


def task_row(task: Task, *, case_id: str, seq: int) -> dict[str, Any]:
    moved = {name: getattr(task, name) for name in MOVED}
    return moved | {
        "id": task.id,
        "case_id": case_id,
        "seq": seq,
        "step": task.step,
        "round": task.round,
        "role": task.role,
        "agency": task.agency,
        "opened_at": task.opened_at,
        "due_day": task.due.day if task.due else None,
        "due": dump(task.due) if task.due else None,
    }
