"""The queue has places, so that no clock orders it; what software did for a case, by visit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
OWED = sa.text("conducted < version")


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("outbox", sa.Column("place", sa.Integer, nullable=False, server_default="0"))
    op.drop_index("ix_outbox_pending", "outbox")
    op.create_index(
        "ix_outbox_pending", "outbox", ["place"], sqlite_where=OWED, postgresql_where=OWED
    )
    op.create_table(
        "visits",
        sa.Column("case_id", sa.String(40), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("step", sa.String(60), nullable=False),
        sa.Column("worker", sa.String(80), nullable=False),
        sa.Column("began_at", instant, nullable=False),
        sa.Column("ended_at", instant),
        sa.Column("ended", sa.String(20), nullable=False),
        sa.Column("error", sa.Text, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("visits")
    op.drop_index("ix_outbox_pending", "outbox")
    op.drop_column("outbox", "place")
    op.create_index(
        "ix_outbox_pending", "outbox", ["not_before"], sqlite_where=OWED, postgresql_where=OWED
    )
