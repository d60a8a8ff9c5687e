"""Which document each field of a person was taken from, and which say that there is none.

Of people entered before nobody said, so nothing is filled in.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("stated", sa.Text, nullable=False, server_default="{}"))


def downgrade() -> None:
    raise NotImplementedError("records of people are kept: this revision is not undone")
