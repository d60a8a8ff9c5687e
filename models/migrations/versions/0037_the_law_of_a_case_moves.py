"""Which answers still stand in a case that went on by another text of law."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("stand", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("cases", "stand")
