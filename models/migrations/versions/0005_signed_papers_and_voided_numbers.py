"""Signed papers beside drafts and finals; a register keeps a chained history of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

GENESIS = "0" * 64
ROLES = "role IN ('attached', 'draft', 'final', 'signed')"


def upgrade() -> None:
    _allow_signed_papers()
    op.add_column("registers", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.add_column(
        "registers", sa.Column("chain_head", sa.String(64), nullable=False, server_default=GENESIS)
    )
    op.create_table(
        "register_events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column(
            "series",
            sa.String(80),
            sa.ForeignKey("registers.series", name="fk_register_events_series"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("act_id", sa.String(160), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_register_events"),
        sa.UniqueConstraint("series", "version", name="uq_register_events_series_version"),
        sa.UniqueConstraint("act_id", name="uq_register_events_act_id"),
    )
    _append_only()


def _allow_signed_papers() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_papers_role"), "papers", type_="check")
        op.create_check_constraint(op.f("ck_papers_role"), "papers", ROLES)
        return
    # SQLite makes the table anew; it does not carry a check over, so the old one goes by itself.
    with op.batch_alter_table("papers", recreate="always") as papers:
        papers.create_check_constraint(op.f("ck_papers_role"), ROLES)


def _append_only() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER register_events_no_change BEFORE UPDATE OR DELETE ON register_events "
            "FOR EACH ROW EXECUTE FUNCTION events_are_append_only()"
        )
        op.execute(
            "CREATE TRIGGER register_events_no_truncate BEFORE TRUNCATE ON register_events "
            "FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER register_events_no_{verb.lower()} BEFORE {verb} ON register_events "
            "BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
        )


def downgrade() -> None:
    raise NotImplementedError("signatures and voided numbers are kept: not undone")
