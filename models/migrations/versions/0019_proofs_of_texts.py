"""What was shown of every path of a text, beside the text that cases keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER law_proofs_no_{0} BEFORE {0} ON law_proofs
BEGIN SELECT RAISE(ABORT, 'law_proofs is append-only'); END
"""
POSTGRESQL = """
CREATE FUNCTION law_proofs_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'law_proofs is append-only'; END $$;
CREATE TRIGGER law_proofs_no_change BEFORE UPDATE OR DELETE ON law_proofs
FOR EACH ROW EXECUTE FUNCTION law_proofs_is_append_only();
CREATE TRIGGER law_proofs_no_truncate BEFORE TRUNCATE ON law_proofs
FOR EACH STATEMENT EXECUTE FUNCTION law_proofs_is_append_only();
"""


def upgrade() -> None:
    op.create_table(
        "law_proofs",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["procedure_versions.digest"], name="fk_law_proofs_digest"
        ),
        sa.PrimaryKeyConstraint("digest", name="pk_law_proofs"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE.format("UPDATE"))
        op.execute(SQLITE.format("DELETE"))
    else:
        op.execute(POSTGRESQL)


def downgrade() -> None:
    op.drop_table("law_proofs")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION law_proofs_is_append_only")
