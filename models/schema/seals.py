"""Tables of the seals; the database itself refuses to change or delete a line of them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

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
