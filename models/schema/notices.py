"""Tables of what is told: to people, with the facts, and who has read it; to the operator, what the
program found wrong with itself."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from models.schema.tables import metadata, partial_index
from models.types import UtcDateTime

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("case_id", String(40), ForeignKey("cases.id"), index=True),  # none: of the directory
    Column("task", String(160), nullable=False, index=True),
    Column("agency", String(40), nullable=False),
    Column("person", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("facts", Text, nullable=False),
    CheckConstraint("(agency = '') <> (person = '')", name="recipient"),
    Index(None, "agency", "id"),
    Index(None, "person", "id"),
)

# Up to a number all is read (`preferences`); behind it what was read one by one, for a notice
# may be written before another one and be seen after it.
notice_reads = Table(
    "notice_reads",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("notice", Integer, ForeignKey("notices.id"), primary_key=True),
)

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
partial_index("ix_mails_pending", mails.c.not_before, only=mails.c.done_at.is_(None))

mail_lines = Table(
    "mail_lines",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("notice", Integer, ForeignKey("notices.id"), primary_key=True),
    Column("due", UtcDateTime, nullable=False),
    Column("digest", Boolean, nullable=False),
    Column("mail", Integer, ForeignKey("mails.id"), index=True),
)
partial_index("ix_mail_lines_waiting", mail_lines.c.due, only=mail_lines.c.mail.is_(None))

# No foreign key to the case: what was refused may be its opening.
alarms = Table(
    "alarms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("case_id", String(40), nullable=False, index=True),
    Column("act_id", String(200), nullable=False),
    Column("person", String(40), nullable=False),  # empty: software
    Column("rule", String(40), nullable=False),
    Column("found", Text, nullable=False),
    UniqueConstraint("act_id", "rule"),  # a wish tried again is one alarm
)
