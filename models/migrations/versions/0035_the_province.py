"""The province: each change of it for ever, and its rows as they stand. A base of before takes over
the rows it went by when it is next opened (`settle` of actions/province/change.py)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER province_changes_no_{0} BEFORE {0} ON province_changes
BEGIN SELECT RAISE(ABORT, 'province_changes is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION province_changes_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'province_changes is append-only'; END $$;
CREATE TRIGGER province_changes_no_change BEFORE UPDATE OR DELETE ON province_changes
FOR EACH ROW EXECUTE FUNCTION province_changes_is_append_only();
CREATE TRIGGER province_changes_no_truncate BEFORE TRUNCATE ON province_changes
FOR EACH STATEMENT EXECUTE FUNCTION province_changes_is_append_only();
"""


def upgrade() -> None:
    op.create_table(
        "province_changes",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("act_id", sa.String(160), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("from_day", sa.Date),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_province_changes"),
        sa.UniqueConstraint("act_id", name="uq_province_changes_act_id"),
    )
    op.create_table(
        "province_rows",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["province_changes.number"], name="fk_province_rows_number"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_province_rows"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE.format("UPDATE"))
        op.execute(SQLITE.format("DELETE"))
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    raise NotImplementedError("the province is kept: this revision is not undone")
