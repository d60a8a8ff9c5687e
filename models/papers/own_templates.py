"""Which own template an agency uses for which paper: the last row counts, none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from domain.papers.case_file import OwnTemplate
from models.audit import journal
from models.schema.own_templates import own_templates


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
        journal.add(self.connection, own_templates, **named)

    def history(self) -> tuple[TemplateKept, ...]:
        """Every row, oldest first."""
        columns = [own_templates.c[name] for name in TemplateKept.__slots__]
        query = select(*columns).order_by(own_templates.c.id)
        return tuple(TemplateKept(**row._mapping) for row in self.connection.execute(query))

    def current(self) -> Mapping[tuple[str, str], OwnTemplate]:
        """(agency, paper) → the template in force."""
        last = {(kept.agency, kept.paper): kept for kept in self.history()}
        return {key: OwnTemplate(k.name, k.content) for key, k in last.items() if k.content}
