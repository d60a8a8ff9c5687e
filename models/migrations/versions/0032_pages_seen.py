"""How each draft prints: pictures of its pages among the papers, their hash on the case."""

from __future__ import annotations

import warnings

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ROLES = "role IN ('attached', 'original', 'draft', 'page', 'final', 'signed')"
NAME = "ck_papers_role"


def upgrade() -> None:
    op.add_column("cases", sa.Column("pages", sa.Text, nullable=False, server_default="[]"))
    _allow(ROLES)


def downgrade() -> None:
    op.execute("DELETE FROM papers WHERE role = 'page'")
    _allow(ROLES.replace("'page', ", ""))
    op.drop_column("cases", "pages")


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
