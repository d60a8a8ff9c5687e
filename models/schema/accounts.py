"""Tables of those who sign in; nothing of a case is here."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from models.schema.tables import DIGEST, metadata
from models.types import UtcDateTime

accounts = Table(
    "accounts",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("password", String(200), nullable=False),  # argon2id, with its salt and parameters
    Column("totp", String(64), nullable=False),
    Column("totp_last", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("invited", DIGEST, nullable=False, index=True),
    Column("invited_until", UtcDateTime),
    Column("invited_code", DIGEST, nullable=False),  # of the code told apart from the letter
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", DIGEST, primary_key=True),  # hash of the cookie, never the cookie
    Column("person", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("client", String(200), nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)

# `person` as typed, which may be nobody: a name that exists is told apart by nothing.
# `place` is a device a person is known by, an address, everywhere, or inside a session.
sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("person", String(40), primary_key=True),
    Column("place", String(100), primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("resting_until", UtcDateTime),
    Column("at", UtcDateTime, nullable=False),
)

known_devices = Table(
    "known_devices",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("device", DIGEST, primary_key=True),  # hash of the cookie, never the cookie
    Column("at", UtcDateTime, nullable=False),
)

# What waits for a second administrator, and what became of it; nothing is ever deleted.
admin_requests = Table(
    "admin_requests",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("people", Text, nullable=False),  # ids, by comma
    Column("said", Text, nullable=False),  # JSON of what is to be entered
    Column("document", String(200), nullable=False),
    Column("asked_by", String(40), nullable=False),  # empty: the command line
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("decided_by", String(40), nullable=False),
    Column("decided_at", UtcDateTime),
)

account_log = Table(
    "account_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(40), nullable=False, index=True),  # as typed: may be nobody
    Column("what", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("client", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

kept_forms = Table(
    "kept_forms",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("path", String(300), primary_key=True),
    Column("fields", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

# Cases somebody keeps at hand; that one may still see them is asked when they are shown.
case_marks = Table(
    "case_marks",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("seen_at", UtcDateTime),
    Column("pinned_at", UtcDateTime),
    Index(None, "person", "seen_at"),
    Index(None, "person", "pinned_at"),
)
