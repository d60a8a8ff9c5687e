"""A PDF made ready for a signature that is put at another machine is among the papers."""

from __future__ import annotations

import warnings

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

ROLES = "role IN ('attached', 'original', 'draft', 'page', 'final', 'prepared', 'signed')"
NAME = "ck_papers_role"


def upgrade() -> None:
    _allow(ROLES)


def downgrade() -> None:
    op.execute("DELETE FROM papers WHERE role = 'prepared'")
    _allow(ROLES.replace("'prepared', ", ""))


def _allow(roles: str) -> None:
    name = op.f(NAME)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(name, "papers", type_="check")
        op.create_check_constraint(name, "papers", roles)
        return
    # SQLite makes the table anew; it does not carry a check over, so the old one goes by itself.
    # Beside it the table of people is read, whose index by an expression is none of its business.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)
        with op.batch_alter_table("papers", recreate="always") as papers:
            papers.create_check_constraint(name, roles)
