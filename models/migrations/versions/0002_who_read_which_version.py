"""Who was shown which version of a paper; like facts, these rows are never changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": [
        f"""
        CREATE TRIGGER readings_no_{verb.lower()} BEFORE {verb} ON readings
        BEGIN SELECT RAISE(ABORT, 'readings are append-only'); END
        """
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """
        CREATE FUNCTION readings_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'readings are append-only'; END $$
        """,
        """
        CREATE TRIGGER readings_no_change BEFORE UPDATE OR DELETE ON readings
        FOR EACH ROW EXECUTE FUNCTION readings_are_append_only()
        """,
        """
        CREATE TRIGGER readings_no_truncate BEFORE TRUNCATE ON readings
        FOR EACH STATEMENT EXECUTE FUNCTION readings_are_append_only()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=40), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_readings_case_id")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_readings_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_case_id"), "readings", ["case_id"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("who read what is kept: this revision is not undone")
