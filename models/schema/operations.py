"""Tables an operator looks at: who works, and what the clock did. They say nothing of a case."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from models.schema.tables import DIGEST, metadata
from models.types import UtcDateTime

processes = Table(
    "processes",
    metadata,
    Column("worker", String(120), primary_key=True),  # host:pid
    Column("kind", String(20), nullable=False),  # web | conductor
    Column("version", String(40), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("law", DIGEST, nullable=False, server_default=""),  # the edition it serves
)

duties = Table(
    "duties",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("done_at", UtcDateTime),
    Column("failed_at", UtcDateTime),  # of the last failure, also when it was done since
    Column("error", Text, nullable=False),  # empty once it was done again
)
