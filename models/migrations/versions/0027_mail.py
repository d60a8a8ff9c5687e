"""Where people get mail, what is to leave, in which mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.types import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("wanted", sa.String(254), nullable=False),
        sa.Column("nonce", sa.String(32), nullable=False),
        sa.Column("wanted_until", UtcDateTime()),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("returned_at", UtcDateTime()),
        sa.Column("returned_why", sa.String(40), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("taken_up", sa.Integer(), nullable=False),
    )
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("message_id", sa.String(80), nullable=False),
        sa.Column("case_id", sa.String(40), sa.ForeignKey("cases.id")),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime()),
        sa.Column("end", sa.String(20), nullable=False),
        sa.Column("error", sa.String(40), nullable=False),
        sa.UniqueConstraint("message_id", name="uq_mails_message_id"),
    )
    op.create_index("ix_mails_person", "mails", ["person"])
    op.create_table(
        "mail_lines",
        sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("notice", sa.Integer(), sa.ForeignKey("notices.id"), primary_key=True),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("mail", sa.Integer(), sa.ForeignKey("mails.id")),
    )
    op.create_index("ix_mail_lines_mail", "mail_lines", ["mail"])
    _pending("ix_mails_pending", "mails", "not_before", "done_at IS NULL")
    _pending("ix_mail_lines_waiting", "mail_lines", "due", "mail IS NULL")


def _pending(name: str, table: str, column: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, table, [column], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    for table in ("mail_lines", "mails", "mailboxes"):
        op.drop_table(table)
