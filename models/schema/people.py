"""The table of people, one column for each thing domain/directory/people.py says is on file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    column,
    func,
)

from domain.directory.columns import PersonColumn
from domain.directory.people import COLUMNS


def people_table(metadata: MetaData) -> Table:
    return Table(
        "people",
        metadata,
        *(_column(told) for told in COLUMNS),
        Column("folded", String(200), nullable=False, index=True),
        Column("record", Text, nullable=False, server_default="{}"),  # JSON of a Record
        Column("stated", Text, nullable=False, server_default="{}"),  # JSON: field → Statement
        Index("uq_people_id_folded", func.lower(column("id")), unique=True),
        CheckConstraint("sex IN ('male', 'female')", name="sex"),
    )


def _column(told: PersonColumn) -> Column[Any]:
    kinds: dict[str, Any] = {"day": Date(), "flag": Boolean(), "count": Integer()}
    return Column(
        told.name,
        kinds.get(told.kind, String(told.most)),
        primary_key=told.name == "id",
        nullable=told.kind == "day" and not told.required,
    )
