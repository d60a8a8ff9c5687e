"""Two people never differ by the case of their ids alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("uq_people_id_folded", "people", [sa.text("lower(id)")], unique=True)


def downgrade() -> None:
    op.drop_index("uq_people_id_folded", "people")
