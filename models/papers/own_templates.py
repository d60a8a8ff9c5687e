"""Which own template an agency uses for which paper: the last row counts, none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, Table, insert, select

from domain.papers.case_file import OwnTemplate
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


@dataclass(frozen=True, slots=True)
class TemplateKept:
    """One row: who put which file, or none, in force for the agency's paper."""

    agency: str
    paper: str
    name: str
    content: str
    person: str
    at: datetime


class OwnTemplates:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, kept: TemplateKept) -> None:
        named = {name: getattr(kept, name) for name in TemplateKept.__slots__}
        self.connection.execute(insert(own_templates).values(named))

    def history(self) -> tuple[TemplateKept, ...]:
        """Every row, oldest first."""
        columns = [own_templates.c[name] for name in TemplateKept.__slots__]
        query = select(*columns).order_by(own_templates.c.id)
        return tuple(TemplateKept(**row._mapping) for row in self.connection.execute(query))

    def current(self) -> Mapping[tuple[str, str], OwnTemplate]:
        """(agency, paper) → the template in force."""
        last = {(kept.agency, kept.paper): kept for kept in self.history()}
        return {key: OwnTemplate(k.name, k.content) for key, k in last.items() if k.content}
