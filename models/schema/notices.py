"""Tables of what is told: to whom, and who has read it. Rows are written with the facts."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from models.schema.tables import metadata
from models.types import UtcDateTime

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("case_id", String(40), ForeignKey("cases.id"), index=True),  # none: of the directory
    Column("task", String(160), nullable=False, index=True),
    Column("agency", String(40), nullable=False),
    Column("person", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("facts", Text, nullable=False),
    CheckConstraint("(agency = '') <> (person = '')", name="recipient"),
    Index(None, "agency", "id"),
    Index(None, "person", "id"),
)

# Up to a number all is read (`preferences`); behind it what was read one by one, for a notice
# may be written before another one and be seen after it.
notice_reads = Table(
    "notice_reads",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("notice", Integer, ForeignKey("notices.id"), primary_key=True),
)
