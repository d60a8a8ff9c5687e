"""By which position's power, and on which paper, somebody answered for another person.

Answers of before hold the giver's position as theirs, and no paper: their history says it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TEXTS = ("for_position", "mandate")


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("tasks", sa.Column(name, sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    for name in TEXTS:
        op.drop_column("tasks", name)
