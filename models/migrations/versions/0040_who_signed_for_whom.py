"""An index by which is found who signed by another's power."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

NAME, ONLY = "ix_tasks_signed_for", "on_behalf_of != '' OR position LIKE 'Phó%'"


def upgrade() -> None:
    where = sa.text(ONLY)
    columns = ["answered_at", "id"]
    op.create_index(NAME, "tasks", columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(NAME, "tasks")
