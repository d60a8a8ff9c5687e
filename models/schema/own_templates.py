"""The table of templates that agencies put in place of our wording; no row is ever changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from models.schema.tables import DIGEST, metadata
from models.types import UtcDateTime

# `content` is the hash of the file; empty where the agency went back to our own wording.
own_templates = Table(
    "own_templates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", String(40), nullable=False),
    Column("paper", String(60), nullable=False),
    Column("name", String(255), nullable=False),
    Column("content", DIGEST, nullable=False),
    Column("person", String(40), ForeignKey("people.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "agency", "paper"),
)
