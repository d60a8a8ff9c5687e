"""Notices get an order, a person or a body they are for, and marks of having been read.

What was told until now is kept in the new words where they are the same: asked, and late.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.types import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TASKS = sa.table("tasks", *(sa.column(n) for n in ("id", "step", "round", "agency", "due_day")))
OLD_NAMES = ("key", "case_id", "agency", "template")
OLD = sa.table("notices", *map(sa.column, OLD_NAMES), sa.column("at", UtcDateTime()))
NEW_NAMES = ("key", "kind", "case_id", "task", "agency", "person", "by", "facts")
NEW = sa.table("notices", *map(sa.column, NEW_NAMES), sa.column("at", UtcDateTime()))
READ_SO_FAR = """
    INSERT INTO preferences (person, name, value)
    SELECT person, 'told', (SELECT CAST(MAX(id) AS VARCHAR(20)) FROM notices) FROM accounts
"""


def upgrade() -> None:
    kept = _kept(op.get_bind())
    op.drop_table("notices")
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("case_id", sa.String(40)),
        sa.Column("task", sa.String(160), nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.CheckConstraint("(agency = '') <> (person = '')", name=op.f("ck_notices_recipient")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notices_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("key", name=op.f("uq_notices_key")),
    )
    for columns in (["case_id"], ["task"], ["agency", "id"], ["person", "id"]):
        op.create_index(op.f(f"ix_notices_{'_'.join(columns)}"), "notices", columns)
    op.create_table(
        "notice_reads",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_notice_reads_person")),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name=op.f("fk_notice_reads_notice")),
        sa.PrimaryKeyConstraint("person", "notice", name=op.f("pk_notice_reads")),
    )
    if kept:
        op.bulk_insert(NEW, kept)
        op.execute(READ_SO_FAR)


def _kept(connection: sa.Connection) -> list[dict[str, Any]]:
    """In the order in which they were told."""
    rows = connection.execute(sa.select(OLD).order_by(OLD.c.at, OLD.c.key)).all()
    tasks = {row.id: row for row in connection.execute(sa.select(TASKS))}
    found = ((row, tasks.get(row.key.split(":")[1])) for row in rows)
    return [_row(row, task) for row, task in found if task is not None]


def _row(row: Any, task: Any) -> dict[str, Any]:
    due = str(task.due_day or "")
    facts = {"step": task.step, "round": task.round, "agency": task.agency, "due": due, "back": []}
    told = {"key": row.key, "kind": row.template, "at": row.at, "case_id": row.case_id}
    whom = {"task": task.id, "agency": row.agency, "person": "", "by": ""}
    return {**told, **whom, "facts": json.dumps(facts)}


def downgrade() -> None:
    raise NotImplementedError("what was told to people has no place in the tables of before")
