"""A webhook is told that something happened; of what kind, no longer."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("webhooks", "kinds")


def downgrade() -> None:
    raise NotImplementedError("which kinds an endpoint was told is not kept")
