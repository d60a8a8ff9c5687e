"""Tables of what is told: to people, with the facts, and who has read it; to the operator, what the
program found wrong with itself."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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
