"""Which files the database names."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from models.schema.own_templates import own_templates
from models.schema.tables import papers


def contents(connection: Connection, case_id: str | None = None) -> Iterator[tuple[str, str, str]]:
    """Case, kind and hash of every paper that is kept, then of every agency's own template."""
    query = select(papers.c.case_id, papers.c.kind, papers.c.content).order_by(papers.c.id)
    if case_id is not None:
        query = query.where(papers.c.case_id == case_id)
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield row.case_id, row.kind, row.content
    if case_id is None:
        kept = select(own_templates.c.paper, own_templates.c.content)
        for paper, content in connection.execute(kept.where(own_templates.c.content != "")):
            yield "", paper, content
