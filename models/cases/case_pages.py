"""Long lists read page by page, each page after the last row of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from domain.text import fold
from models.cases.desks import newest
from models.schema.tables import cases, events, people, worklist
from models.visibility import Visibility


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list of those a person sees."""

    id: str
    procedure: str
    subject: str
    subject_name: str
    press_agency: str
    post: str
    handler: str
    status: str
    outcome: str
    step: str
    round: int
    opened_at: datetime
    about: str
    version: int
    law_digest: str


@dataclass(frozen=True, slots=True)
class Listed:
    """`after` is the opening and the id of the last case of the page before."""

    status: str = ""
    procedure: str = ""
    words: str = ""
    after: tuple[datetime, str] | None = None
    limit: int = 50


def cases_seen(
    connection: Connection, visibility: Visibility, listed: Listed
) -> tuple[CaseRow, ...]:
    """Newest first."""
    columns: list[Any] = [
        cases.c.id,
        cases.c.procedure,
        cases.c.subject,
        people.c.full_name,
        cases.c.press_agency,
        cases.c.post,
        cases.c.handler,
        cases.c.status,
        cases.c.outcome,
        cases.c.step,
        cases.c.round,
        cases.c.opened_at,
        cases.c.about,
        cases.c.version,
        cases.c.law_digest,
    ]
    query = newest(visibility, columns, *_narrowed(listed), last=listed.limit)
    return tuple(CaseRow(*row) for row in connection.execute(query.limit(listed.limit)))


def _narrowed(listed: Listed) -> Iterator[ColumnElement[bool]]:
    if listed.status:
        yield cases.c.status == listed.status
    if listed.procedure:
        yield cases.c.procedure.like(f"%/{listed.procedure}%")
    if listed.words:
        yield people.c.folded.contains(fold(listed.words), autoescape=True)
    if listed.after is not None:
        opened, last = listed.after
        desk = worklist.c
        yield or_(desk.opened_at < opened, and_(desk.opened_at == opened, desk.case_id < last))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One fact of one case with its place in the chain; `body` is the text that was hashed."""

    version: int
    part: int
    kind: str
    at: str
    body: str
    previous: str
    digest: str


def events_of(
    connection: Connection, case_id: str, after: tuple[int, int], limit: int
) -> tuple[EventRow, ...]:
    """Facts of a case in order, from behind (version, part)."""
    version, part = after
    same = and_(events.c.version == version, events.c.part > part)
    query = (
        select(
            events.c.version,
            events.c.part,
            events.c.kind,
            events.c.at,
            events.c.body,
            events.c.previous,
            events.c.digest,
        )
        .where(
            events.c.case_id == case_id,
            or_(events.c.version > version, same),
        )
        .order_by(events.c.version, events.c.part)
        .limit(limit)
    )
    return tuple(EventRow(*row) for row in connection.execute(query))
