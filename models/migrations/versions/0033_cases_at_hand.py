"""Cases somebody pinned, or looked at last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.types import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_marks",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("seen_at", UtcDateTime()),
        sa.Column("pinned_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_case_marks_person")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_marks_case_id")),
        sa.PrimaryKeyConstraint("person", "case_id", name=op.f("pk_case_marks")),
    )
    for when in ("seen_at", "pinned_at"):
        op.create_index(op.f(f"ix_case_marks_person_{when}"), "case_marks", ["person", when])


def downgrade() -> None:
    op.drop_table("case_marks")
