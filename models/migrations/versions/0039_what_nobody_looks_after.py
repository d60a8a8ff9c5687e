"""Indexes by which is found what nobody looks after."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

INDEXES = (
    ("cases", "ix_cases_open_started_by", ("started_by",), "status = 'open'"),
    ("cases", "ix_cases_open_recused", ("id",), "status = 'open' AND recused != '[]'"),
    ("tasks", "ix_tasks_open_undated", ("opened_at",), "status = 'open' AND due_day IS NULL"),
    ("worklist", "ix_worklist_adrift", ("agency", "place"), "task = '' AND tab != 'done'"),
)


def upgrade() -> None:
    for table, name, columns, only in INDEXES:
        where = sa.text(only)
        op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for table, name, _, _ in INDEXES:
        op.drop_index(name, table)
