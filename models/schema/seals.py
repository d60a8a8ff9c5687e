"""Tables of seals, checkpoints and cosignatures; the database itself refuses to change a line."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from models.schema.tables import DIGEST, metadata

seals = Table(
    "seals",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),  # ISO 8601 UTC, as signed
    Column("cases", Integer, nullable=False),
    Column("root", DIGEST, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("public_key", DIGEST, nullable=False),
    Column("signature", String(128), nullable=False),
)

# Only the heads that moved since the seal before: what a seal covers is the newest of each case.
# No foreign key to the case: a case that was deleted must still be missed.
seal_heads = Table(
    "seal_heads",
    metadata,
    Column("seal", Integer, ForeignKey("seals.number"), primary_key=True),
    Column("case_id", String(40), primary_key=True, index=True),
    Column("version", Integer, nullable=False),
    Column("digest", DIGEST, nullable=False),
)

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
