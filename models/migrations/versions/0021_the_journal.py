"""The journal of rows that no fact tells of, with a first line for each row that stands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.audit.coverage import journalled
from models.audit.journal import adopt
from models.schema.whole import metadata

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": [
        f"""
        CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal
        BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END
        """
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """
        CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'journal is append-only'; END $$
        """,
        """
        CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()
        """,
        """
        CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal
        FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()
        """,
    ],
}


def upgrade() -> None:
    streams = op.create_table(
        "streams",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False, server_default="0" * 64),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_streams")),
    )
    op.create_table(
        "journal",
        sa.Column("stream", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row", sa.String(length=600), nullable=False),
        sa.Column("said", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["stream"], ["streams.name"], name=op.f("fk_journal_stream")),
        sa.PrimaryKeyConstraint("stream", "number", name=op.f("pk_journal")),
    )
    names = ("accounts", "directory", "readings", "software")
    op.bulk_insert(streams, [{"name": name, "length": 0} for name in names])
    adopt(op.get_bind(), _as_they_stand())
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def _as_they_stand() -> list[sa.Table]:
    """Tables under the journal, with the columns they have at this revision."""
    looked = sa.inspect(op.get_bind())
    there = set(looked.get_table_names())
    return [_with(metadata.tables[name], looked) for name in journalled() if name in there]


def _with(table: sa.Table, looked: sa.Inspector) -> sa.Table:
    present = {column["name"] for column in looked.get_columns(table.name)}
    columns = [
        sa.Column(column.name, column.type, primary_key=column.primary_key)
        for column in table.columns
        if column.name in present
    ]
    return sa.Table(table.name, sa.MetaData(), *columns)


def downgrade() -> None:
    raise NotImplementedError("the journal is kept: this revision is not undone")
