"""The table of attempts that were refused. `case_id` as asked for: there may be no such case."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from models.schema.tables import metadata
from models.types import UtcDateTime

refused_attempts = Table(
    "refused_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(40), nullable=False),
    Column("case_id", String(40), nullable=False, index=True),
    Column("what", String(200), nullable=False),  # address of the page, or the act
    Column("code", String(60), nullable=False),  # of the refusal
    Column("at", UtcDateTime, nullable=False),
)
