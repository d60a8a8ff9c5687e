"""Tables of the journal: what stands in the rows that no fact of a case tells of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from domain.audit.chain import GENESIS
from models.schema.tables import DIGEST, metadata

# How long each stream is and its newest digest. The row is held while a line is added, so that
# the lines of a stream have one order without a gap.
streams = Table(
    "streams",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("length", Integer, nullable=False),
    Column("head", DIGEST, nullable=False, server_default=GENESIS),
)

# How far each file of the spool was taken in: bytes, and the digest of the line that ends there.
spools = Table(
    "spools",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("taken", Integer, nullable=False),
    Column("head", String(64), nullable=False),
)

# Append-only. `row` is the primary key of the row as JSON, `said` the digest of what it said: no
# secret and no name is kept a second time.
journal = Table(
    "journal",
    metadata,
    Column("stream", String(20), ForeignKey("streams.name"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("table_name", String(40), nullable=False),
    Column("row", String(600), nullable=False),
    Column("said", DIGEST, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
)
