"""Tables of what belongs to the law texts that cases keep; the database refuses to change them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, Text

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
