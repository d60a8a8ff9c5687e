"""Rules, lists, bodies and texts of law as they stood when a case was opened. Cases of before keep
none: what stood then is not known. And which edition of the law data a running process serves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER law_books_no_{0} BEFORE {0} ON law_books
BEGIN SELECT RAISE(ABORT, 'law_books is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION law_books_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'law_books is append-only'; END $$;
CREATE TRIGGER law_books_no_change BEFORE UPDATE OR DELETE ON law_books
FOR EACH ROW EXECUTE FUNCTION law_books_is_append_only();
CREATE TRIGGER law_books_no_truncate BEFORE TRUNCATE ON law_books
FOR EACH STATEMENT EXECUTE FUNCTION law_books_is_append_only();
"""


def upgrade() -> None:
    op.create_table(
        "law_books",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("first_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_law_books"),
    )
    op.add_column("cases", sa.Column("law_book", sa.String(64), nullable=False, server_default=""))
    op.add_column("processes", sa.Column("law", sa.String(64), nullable=False, server_default=""))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE.format("UPDATE"))
        op.execute(SQLITE.format("DELETE"))
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    op.drop_column("processes", "law")
    op.drop_column("cases", "law_book")
    op.drop_table("law_books")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION law_books_is_append_only")
