"""Tables of the directory that came later: who is away, and every change that was entered."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Integer, String, Table, Text

from models.schema.tables import metadata
from models.types import UtcDateTime

absences = Table(
    "absences",
    metadata,
    Column("person", String(40), ForeignKey("people.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("end", Date, nullable=False),
    Column("document", String(200), nullable=False),
    CheckConstraint('first_day < "end"', name="span"),
)

# Append-only: the database itself refuses to change or delete a line.
directory_log = Table(
    "directory_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act_id", String(160), nullable=False, unique=True),
    Column("what", String(40), nullable=False),
    Column("person", String(40), nullable=False, index=True),
    Column("document", String(200), nullable=False),
    Column("said", Text, nullable=False),  # JSON of what was entered, as it was entered
    Column("by", String(40), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
