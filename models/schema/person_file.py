"""What decisions wrote into the files of people, row by row; told by the facts of their cases."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text

from models.schema.tables import metadata

person_rows = Table(
    "person_rows",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # of the row in its case
    Column("person", String(40), ForeignKey("people.id"), nullable=False, index=True),
    Column("symbol", String(60), nullable=False),
    Column("dated", Date, nullable=False),
    Column("said", Text, nullable=False),  # JSON of a DecidedRow
    Column("undone_by", String(60), nullable=False, server_default=""),
)
