"""What the program found wrong with itself becomes a row that people see."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("act_id", sa.String(200), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("found", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_alarms"),
        sa.UniqueConstraint("act_id", "rule", name="uq_alarms_act_id"),
    )
    op.create_index("ix_alarms_case_id", "alarms", ["case_id"])


def downgrade() -> None:
    op.drop_table("alarms")
