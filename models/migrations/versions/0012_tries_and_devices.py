"""Wrong tries by name and place instead of by account; devices people signed in from.

A lock on the account itself let anybody lock anybody out. What an account had counted so far is
dropped: it would only have rested for hours.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "sign_in_tries",
        sa.Column("person", sa.String(40), primary_key=True),
        sa.Column("place", sa.String(100), primary_key=True),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("resting_until", instant),
        sa.Column("at", instant, nullable=False),
    )
    op.create_table(
        "known_devices",
        sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("device", sa.String(64), primary_key=True),
        sa.Column("at", instant, nullable=False),
    )
    op.drop_column("accounts", "failed")
    op.drop_column("accounts", "resting_until")


def downgrade() -> None:
    raise NotImplementedError("what was counted by account is gone")
