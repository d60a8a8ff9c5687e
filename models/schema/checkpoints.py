"""Tables of the checkpoints of the one tree, and of who has cosigned which; append-only."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from models.schema.tables import DIGEST, metadata

# `size` lines with this `root`; the other columns say which lines those are: events and register
# events up to these ids, and how long each stream of the journal was, as JSON.
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),  # ISO 8601 UTC
    Column("events", Integer, nullable=False),
    Column("register_events", Integer, nullable=False),
    Column("streams", Text, nullable=False),
    Column("root", DIGEST, nullable=False),
    Column("note", Text, nullable=False),  # signed by this installation
)

cosignatures = Table(
    "cosignatures",
    metadata,
    Column("size", Integer, ForeignKey("checkpoints.size"), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("line", Text, nullable=False),
    Column("at", Integer, nullable=False),  # seconds since 1970 UTC, as signed
)
