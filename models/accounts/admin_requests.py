"""What one administrator asked for and another decides."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from domain.accounts.two_people import AdminRequest, RequestKind, RequestState
from domain.errors import NotFound
from models.audit import journal
from models.schema.accounts import admin_requests


class AdminRequests:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, asked: AdminRequest) -> None:
        said = json.dumps(dict(asked.said), ensure_ascii=False)
        row = asdict(asked) | {"said": said, "people": ",".join(asked.people)}
        journal.add(self.connection, admin_requests, **row)

    def find(self, request_id: str) -> AdminRequest | None:
        query = select(admin_requests).where(admin_requests.c.id == request_id)
        row = self.connection.execute(query).first()
        return _request(row) if row else None

    def get(self, request_id: str) -> AdminRequest:
        """Raises NotFound."""
        found = self.find(request_id)
        if found is None:
            raise NotFound(kind="request", id=request_id)
        return found

    def newest(self, *, limit: int = 200) -> tuple[AdminRequest, ...]:
        """Newest first."""
        newest = admin_requests.c.asked_at.desc(), admin_requests.c.id
        query = select(admin_requests).order_by(*newest).limit(limit)
        return tuple(_request(row) for row in self.connection.execute(query))

    def waiting(self, now: datetime) -> tuple[AdminRequest, ...]:
        """Oldest first; what has waited too long is none."""
        query = select(admin_requests).where(admin_requests.c.state == RequestState.WAITING)
        rows = self.connection.execute(query.order_by(admin_requests.c.asked_at))
        return tuple(asked for asked in map(_request, rows) if not asked.lapsed(now))

    def decide(self, request_id: str, state: RequestState, by: str, at: datetime) -> bool:
        """False where it waits no more: of two who decide at once one comes too late."""
        waiting = and_(
            admin_requests.c.id == request_id, admin_requests.c.state == RequestState.WAITING
        )
        values = {"state": state, "decided_by": by, "decided_at": at}
        return journal.change(self.connection, admin_requests, waiting, **values) == 1


def _request(row: Row[Any]) -> AdminRequest:
    kept = row._asdict()
    people = tuple(person for person in row.people.split(",") if person)
    read = {"kind": RequestKind(row.kind), "state": RequestState(row.state)}
    return AdminRequest(**kept | read | {"said": json.loads(row.said), "people": people})
