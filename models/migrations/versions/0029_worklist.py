"""Each case lies on the desks of the bodies that have a part in it: lists are found by an index.

Open questions get indexes of their own, which stay as small as what is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from models.types import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

DESKS = ("case_id", "agency", "tab", "task", "place", "opened_at")
OPEN = "status = 'open'"
AGAIN = f"{OPEN} AND (round > 1 OR id LIKE '%~%')"
DUE = "(due_day IS NULL), due_day, id"
AUDITORS, SUBJECT = "", "subject"
CASES = sa.table(
    "cases", *map(sa.column, ("id", "handler", "status")), sa.column("opened_at", UtcDateTime())
)
TASKS = sa.table(
    "tasks", *map(sa.column, ("id", "case_id", "seq", "role", "agency", "status", "due_day"))
)


def upgrade() -> None:
    worklist = op.create_table(
        "worklist",
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("agency", sa.String(40), nullable=False),
        sa.Column("tab", sa.String(20), nullable=False),
        sa.Column("task", sa.String(160), nullable=False),
        sa.Column("place", sa.String(220), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_worklist_case_id")),
        sa.PrimaryKeyConstraint("case_id", "agency", name=op.f("pk_worklist")),
    )
    for columns in (["agency", "tab", "place"], ["agency", "opened_at", "case_id"]):
        op.create_index(op.f(f"ix_worklist_{'_'.join(columns)}"), "worklist", columns)
    _index_open_tasks()
    rows = list(_rows(op.get_bind()))
    if rows:
        op.bulk_insert(worklist, rows)


def _index_open_tasks() -> None:
    op.drop_index(op.f("ix_cases_status_opened_at"), "cases")
    op.create_index(op.f("ix_cases_press_agency_post"), "cases", ["press_agency", "post"])
    op.create_index(op.f("ix_visits_began_at"), "visits", ["began_at"])
    for old in ("agency_status_due_day", "status_due_day"):
        op.drop_index(op.f(f"ix_tasks_{old}"), "tasks")
    for name, columns, where in (
        ("agency", f"agency, {DUE}", OPEN),
        ("again", f"agency, {DUE}", AGAIN),
        ("due_day", "due_day", OPEN),
    ):
        op.execute(sa.text(f"CREATE INDEX ix_tasks_open_{name} ON tasks ({columns}) WHERE {where}"))


def _rows(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    asked = connection.execute(sa.select(TASKS).order_by(TASKS.c.case_id, TASKS.c.seq)).all()
    by_case = {case: list(rows) for case, rows in groupby(asked, lambda row: row.case_id)}
    for case in connection.execute(sa.select(CASES)):
        yield from _of_case(case, by_case.get(case.id, []))


def _of_case(case: Any, asked: list[Any]) -> Iterator[dict[str, Any]]:
    bodies = {row.agency for row in asked if row.role != SUBJECT}
    now = [row for row in asked if row.status == "open"]
    waiting = {row.agency for row in now if row.role != SUBJECT}
    first = now[0].id if now else ""
    due = str(now[0].due_day or "") if now else ""
    place = f"{due or '9999-12-31'} {first or case.id}"
    if case.status != "open":
        place = f"{case.opened_at:%Y-%m-%dT%H:%M:%S.%f} {case.id}"
    for agency in {AUDITORS, case.handler} | bodies:
        tab = "coordinating" if agency == case.handler else "following"
        tab = "waiting" if agency in waiting else tab
        tab = tab if case.status == "open" else "done"
        yield dict(zip(DESKS, (case.id, agency, tab, first, place, case.opened_at), strict=True))


def downgrade() -> None:
    op.drop_table("worklist")
    for name in ("agency", "again", "due_day"):
        op.drop_index(op.f(f"ix_tasks_open_{name}"), "tasks")
    op.drop_index(op.f("ix_visits_began_at"), "visits")
    op.drop_index(op.f("ix_cases_press_agency_post"), "cases")
    op.create_index(op.f("ix_cases_status_opened_at"), "cases", ["status", "opened_at"])
    for columns in (["agency", "status", "due_day"], ["status", "due_day"]):
        op.create_index(op.f(f"ix_tasks_{'_'.join(columns)}"), "tasks", columns)
