"""Tables of mail: where people get it and how they chose, what is to leave, in which mail."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from models.schema.tables import metadata
from models.types import UtcDateTime

# `wanted` is an address whose owner has not shown yet that they read mail there, by the code that
# is made from `nonce`. No notice up to `since` is ever mailed; `taken_up` is the one up to which
# mail was made.
mailboxes = Table(
    "mailboxes",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("address", String(254), nullable=False),
    Column("wanted", String(254), nullable=False),
    Column("nonce", String(32), nullable=False),
    Column("wanted_until", UtcDateTime),
    Column("choices", Text, nullable=False),
    Column("returned_at", UtcDateTime),
    Column("returned_why", String(40), nullable=False),
    Column("since", Integer, nullable=False),
    Column("taken_up", Integer, nullable=False),
)

# One row for each mail; its words are made when it leaves and kept nowhere.
mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("message_id", String(80), nullable=False, unique=True),
    Column("case_id", String(40), ForeignKey("cases.id")),
    Column("address", String(254), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("done_at", UtcDateTime),
    Column("end", String(20), nullable=False),
    Column("error", String(40), nullable=False),  # codes of the server, never its words
)
Index(
    "ix_mails_pending",
    mails.c.not_before,
    sqlite_where=mails.c.done_at.is_(None),
    postgresql_where=mails.c.done_at.is_(None),
)

mail_lines = Table(
    "mail_lines",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("notice", Integer, ForeignKey("notices.id"), primary_key=True),
    Column("due", UtcDateTime, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("mail", Integer, ForeignKey("mails.id"), index=True),
)
Index(
    "ix_mail_lines_waiting",
    mail_lines.c.due,
    sqlite_where=mail_lines.c.mail.is_(None),
    postgresql_where=mail_lines.c.mail.is_(None),
)
