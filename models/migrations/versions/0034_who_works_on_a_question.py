"""Who of the body asked works on a question, who prepared its answer, and to whom it went."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.types import UtcDateTime

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TEXTS = ("holder", "prepared_by", "forwarded_to")


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("tasks", sa.Column(name, sa.String(40), nullable=False, server_default=""))
    op.add_column("tasks", sa.Column("held_since", UtcDateTime()))
    signs: sa.Column[bool] = sa.Column(
        "holder_signs", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("tasks", signs)


def downgrade() -> None:
    for name in (*TEXTS, "held_since", "holder_signs"):
        op.drop_column("tasks", name)
