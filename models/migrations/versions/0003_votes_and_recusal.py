"""Ballot boxes; who takes no part in a case; which case another one is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("recused", sa.Text, nullable=False, server_default="[]"))
    op.add_column("cases", sa.Column("about", sa.String(40), nullable=False, server_default=""))
    op.create_index("ix_cases_about", "cases", ["about"])
    op.create_table(
        "ballot_boxes",
        sa.Column(
            "task_id",
            sa.String(160),
            sa.ForeignKey("tasks.id", name="fk_ballot_boxes_task_id"),
            nullable=False,
        ),
        sa.Column("voted", sa.Text, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("task_id", name="pk_ballot_boxes"),
    )


def downgrade() -> None:
    op.drop_table("ballot_boxes")
    op.drop_index("ix_cases_about", "cases")
    op.drop_column("cases", "about")
    op.drop_column("cases", "recused")
