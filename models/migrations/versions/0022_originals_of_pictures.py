"""The picture as it was sent beside the file that was made of it."""

from __future__ import annotations

import warnings

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ROLES = "role IN ('attached', 'original', 'draft', 'final', 'signed')"


def upgrade() -> None:
    name = op.f("ck_papers_role")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(name, "papers", type_="check")
        op.create_check_constraint(name, "papers", ROLES)
        return
    # SQLite makes the table anew; it does not carry a check over, so the old one goes by itself.
    # Beside it the table of people is read, whose index by an expression is none of its business.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)
        with op.batch_alter_table("papers", recreate="always") as papers:
            papers.create_check_constraint(name, ROLES)
