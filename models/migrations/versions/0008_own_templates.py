"""An agency's own .docx template for a type of paper; every one ever kept stays on record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_own_templates_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_templates")),
    )
    op.create_index(op.f("ix_own_templates_agency_paper"), "own_templates", ["agency", "paper"])


def downgrade() -> None:
    raise NotImplementedError("which template a draft was made with is kept: not undone")
