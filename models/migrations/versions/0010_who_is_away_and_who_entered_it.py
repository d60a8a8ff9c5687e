"""Absences, and the append-only log of every change to the directory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": [
        f"""
        CREATE TRIGGER directory_log_no_{verb.lower()} BEFORE {verb} ON directory_log
        BEGIN SELECT RAISE(ABORT, 'directory_log is append-only'); END
        """
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """
        CREATE FUNCTION directory_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'directory_log is append-only'; END $$
        """,
        """
        CREATE TRIGGER directory_log_no_change BEFORE UPDATE OR DELETE ON directory_log
        FOR EACH ROW EXECUTE FUNCTION directory_log_is_append_only()
        """,
        """
        CREATE TRIGGER directory_log_no_truncate BEFORE TRUNCATE ON directory_log
        FOR EACH STATEMENT EXECUTE FUNCTION directory_log_is_append_only()
        """,
    ],
}


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.CheckConstraint('first_day < "end"', name=op.f("ck_absences_span")),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_absences_person")),
        sa.PrimaryKeyConstraint("person", "first_day", name=op.f("pk_absences")),
    )
    op.create_table(
        "directory_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.String(length=160), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_log")),
        sa.UniqueConstraint("act_id", name=op.f("uq_directory_log_act_id")),
    )
    op.create_index(op.f("ix_directory_log_person"), "directory_log", ["person"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the log of the directory is kept: this revision is not undone")
