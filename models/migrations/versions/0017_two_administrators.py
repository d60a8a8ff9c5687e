"""What waits for a second administrator; the code that is told apart from a letter's link."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "admin_requests",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("asked_by", sa.String(40), nullable=False),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_by", sa.String(40), nullable=False),
        sa.Column("decided_at", instant),
    )
    code = sa.Column("invited_code", sa.String(64), nullable=False, server_default="")
    op.add_column("accounts", code)


def downgrade() -> None:
    raise NotImplementedError("who asked for what and who confirmed it would be lost")
