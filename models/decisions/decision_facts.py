"""What facts tell of the decisions of many cases, read at once: issued, numbered anew, changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Select, select

from domain.decisions.changes import IssuedPaper, decision_papers
from domain.facts.decisions import DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from models.facts_json import load
from models.schema.tables import cases, events
from models.visibility import Visibility, visible_to

KINDS = tuple(kind.__name__ for kind in (DecisionIssued, Renumbered, DecisionChanged))
Papers = Mapping[str, tuple[IssuedPaper, ...]]


def papers_of(connection: Connection, case_ids: Collection[str]) -> Papers:
    """Case → the numbered papers about its decision, in order; cases without one are absent."""
    return _papers(connection, case_ids)


def papers_seen(connection: Connection, visibility: Visibility) -> Papers:
    """The same of every case the reader may see."""
    return _papers(connection, select(cases.c.id).where(visible_to(visibility)))


def papers_about(connection: Connection, visibility: Visibility, person: str) -> Papers:
    """The same of every case about a person that the reader may see."""
    about = select(cases.c.id).where(cases.c.subject == person, visible_to(visibility))
    return _papers(connection, about)


def _papers(connection: Connection, which: Collection[str] | Select[Any]) -> Papers:
    query = (
        select(events.c.case_id, events.c.kind, events.c.body)
        .where(events.c.case_id.in_(which), events.c.kind.in_(KINDS))
        .order_by(events.c.case_id, events.c.version, events.c.part)
    )
    told: dict[str, list[Fact]] = {}
    for row in connection.execute(query):
        told.setdefault(row.case_id, []).append(load(row.kind, row.body))
    return {case_id: decision_papers(facts) for case_id, facts in told.items()}
