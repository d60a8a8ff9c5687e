"""Who works for this installation, and what the clock did last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "processes",
        sa.Column("worker", sa.String(120), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("seen_at", instant, nullable=False),
    )
    op.create_table(
        "duties",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("done_at", instant),
        sa.Column("failed_at", instant),
        sa.Column("error", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("duties")
    op.drop_table("processes")
