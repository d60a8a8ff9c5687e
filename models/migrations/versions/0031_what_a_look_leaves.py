"""How far what waits in files of the spool was taken into the database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spools",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("taken", sa.Integer, nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_spools"),
    )


def downgrade() -> None:
    op.drop_table("spools")
