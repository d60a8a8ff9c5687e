"""Tables of the law texts that cases keep, which the database refuses to change, and of the
province: each change of it for ever, and its rows as they stand."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from models.schema.tables import DIGEST, metadata
from models.types import UtcDateTime

law_books = Table(
    "law_books",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("body", Text, nullable=False),
    Column("first_used_at", UtcDateTime, nullable=False),
)

law_proofs = Table(
    "law_proofs",
    metadata,
    Column("digest", DIGEST, ForeignKey("procedure_versions.digest"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)

# Append-only: what was put into the province's rows and taken away, as JSON, with the digest of all
# rows after it. `from_day`: from which day it holds, where it is dated.
province_changes = Table(
    "province_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("act_id", String(160), nullable=False, unique=True),
    Column("what", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("from_day", Date),
    Column("document", String(200), nullable=False),
    Column("reason", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("digest", DIGEST, nullable=False),
    Column("by", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# `place` is the order of lists; `number` the change that wrote the row.
province_rows = Table(
    "province_rows",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("number", Integer, ForeignKey("province_changes.number"), nullable=False),
)
