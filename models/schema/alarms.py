"""The table of what the program found wrong with itself, for people to see."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from models.schema.tables import metadata
from models.types import UtcDateTime

# No foreign key to the case: what was refused may be its opening.
alarms = Table(
    "alarms",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("case_id", String(40), nullable=False, index=True),
    Column("act_id", String(200), nullable=False),
    Column("person", String(40), nullable=False),  # empty: software
    Column("rule", String(40), nullable=False),
    Column("found", Text, nullable=False),
    UniqueConstraint("act_id", "rule"),  # a wish tried again is one alarm
)
