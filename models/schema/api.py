"""Tables of programs that speak for people, and of those that are told what happened."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table

from models.schema.tables import DIGEST, metadata, partial_index
from models.types import UtcDateTime

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("person", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("digest", DIGEST, nullable=False, unique=True),  # hash of the token, never the token
    Column("scopes", String(40), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    Column("revoked_at", UtcDateTime),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("url", String(500), nullable=False),
    Column("secret", String(80), nullable=False),  # needed to sign, so it cannot be a hash
    Column("made_by", String(40), ForeignKey("people.id"), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("since", Integer, nullable=False),  # events up to here are never told
    Column("last_event", Integer, nullable=False),  # events up to here have been taken up
    Column("active", Boolean, nullable=False),
)

# One row per thing to tell one endpoint; the endpoint is told its number and its time.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("webhook", String(40), ForeignKey("webhooks.id"), nullable=False),
    Column("event", Integer, ForeignKey("events.id"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Column("given_up", Boolean, nullable=False),
    Column("last_error", String(200), nullable=False),
    Index(None, "webhook", "event", unique=True),
)
partial_index("ix_deliveries_pending", deliveries.c.not_before, only=deliveries.c.done_at.is_(None))
