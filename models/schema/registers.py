"""Tables of the registers of outgoing papers: counters, lines, and what was voided."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from domain.audit.chain import GENESIS
from models.schema.tables import DIGEST, metadata

registers = Table(
    "registers",
    metadata,
    Column("series", String(80), primary_key=True),
    Column("last", Integer, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("chain_head", DIGEST, nullable=False, server_default=GENESIS),
)

# What was done to a register itself: numbers voided. Chained like the facts of a case.
register_events = Table(
    "register_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("series", String(80), ForeignKey("registers.series"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("part", Integer, nullable=False),
    Column("act_id", String(160), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
    UniqueConstraint("series", "version"),
)

register_entries = Table(
    "register_entries",
    metadata,
    Column("series", String(80), ForeignKey("registers.series"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("symbol", String(60), nullable=False),
    Column("dated", Date, nullable=False),
    Column("signer", String(200), nullable=False),
    Column("case_id", String(40), ForeignKey("cases.id"), nullable=False),
)
