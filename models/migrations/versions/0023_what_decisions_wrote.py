"""What decisions write into a person's file; decisions issued before this wrote nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_rows",
        sa.Column("case_id", sa.String(40), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("symbol", sa.String(60), nullable=False),
        sa.Column("dated", sa.Date, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("undone_by", sa.String(60), nullable=False, server_default=""),
    )
    op.create_index("ix_person_rows_person", "person_rows", ["person"])


def downgrade() -> None:
    op.drop_table("person_rows")
