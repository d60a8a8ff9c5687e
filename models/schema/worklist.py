"""Where each case lies on the desk of every body that has a part in it; told by the case itself.

What a desk shows first is found by an index, however many cases there are.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from models.schema.tables import metadata
from models.types import UtcDateTime

worklist = Table(
    "worklist",
    metadata,
    Column("case_id", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("agency", String(40), primary_key=True),  # empty: the desk of auditors
    Column("tab", String(20), nullable=False),
    Column("task", String(160), nullable=False),  # the first open question, or empty
    Column("place", String(220), nullable=False),  # in the order of the tab
    Column("opened_at", UtcDateTime, nullable=False),
    Index(None, "agency", "tab", "place"),
    Index(None, "agency", "opened_at", "case_id"),
)
