"""Tokens of people's programs, by the hash of the token."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from domain.accounts.tokens import ApiToken, Scope
from models.audit import journal
from models.schema.api import api_tokens


class Tokens:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, token: ApiToken) -> None:
        named = asdict(token) | {"scopes": ",".join(sorted(token.scopes))}
        journal.add(self.connection, api_tokens, **named)

    def find(self, digest: str) -> ApiToken | None:
        query = select(api_tokens).where(api_tokens.c.digest == digest)
        row = self.connection.execute(query).first()
        return _token(row) if row else None

    def get(self, token_id: str) -> ApiToken | None:
        query = select(api_tokens).where(api_tokens.c.id == token_id)
        row = self.connection.execute(query).first()
        return _token(row) if row else None

    def of_person(self, person: str = "") -> tuple[ApiToken, ...]:
        """Newest first; of everybody where no person is named."""
        query = select(api_tokens).order_by(api_tokens.c.made_at.desc(), api_tokens.c.id)
        if person:
            query = query.where(api_tokens.c.person == person)
        return tuple(_token(row) for row in self.connection.execute(query))

    def used(self, token_id: str, at: datetime) -> None:
        """Never back: what several processes saw is told in any order."""
        before = or_(api_tokens.c.used_at.is_(None), api_tokens.c.used_at < at)
        mine = and_(api_tokens.c.id == token_id, before)
        self.connection.execute(update(api_tokens).where(mine).values(used_at=at))

    def revoke(self, person: str, at: datetime, *, token_id: str = "") -> int:
        """Revoke one token of a person, or all; returns how many were alive."""
        mine = and_(api_tokens.c.person == person, api_tokens.c.revoked_at.is_(None))
        if token_id:
            mine = and_(mine, api_tokens.c.id == token_id)
        return journal.change(self.connection, api_tokens, mine, revoked_at=at)


def _token(row: Row[Any]) -> ApiToken:
    scopes = frozenset(Scope(scope) for scope in row.scopes.split(","))
    return ApiToken(**row._asdict() | {"scopes": scopes})
