"""Programs that speak to a running site with the token of a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from actions.accounts.accounts import set_password
from actions.accounts.tokens import NewToken, make_token
from actions.audit.traces import take_in
from domain.accounts.tokens import PROGRAMS, Scope
from tests.looking import read
from tests.web.site import PASSWORD, Site
from web.kit import rates

ALL = PROGRAMS


@pytest.fixture(autouse=True)
def _nobody_asked_yet() -> None:
    rates.LIMITER.storage.reset()


@dataclass
class Program:
    client: httpx.Client

    def get(self, path: str, **query: Any) -> httpx.Response:
        return self.client.get(path, params=query or None)

    def act(self, path: str, body: Any = None, key: str = "", **more: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key or uuid4().hex}
        return self.client.post(path, json=body, headers=headers, **more)


@dataclass
class Programs:
    site: Site
    clients: list[httpx.Client] = field(default_factory=list)

    def token(self, person: str, *scopes: Scope) -> str:
        if read(self.site.app.engine, lambda uow: uow.accounts.find(person)) is None:
            set_password(self.site.app, person, PASSWORD)
        new = NewToken("thử", scopes or ALL, timedelta(days=30))
        return make_token(self.site.app, person, new)

    def __call__(self, person: str, *scopes: Scope) -> Program:
        return self.with_token(self.token(person, *scopes))

    def with_token(self, token: str) -> Program:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        client = httpx.Client(base_url=f"{self.site.address}/api/v1", headers=headers, timeout=60)
        client.event_hooks = {"response": [lambda _: take_in(self.site.app)]}
        self.clients.append(client)
        return Program(client)


@pytest.fixture
def program(site: Site) -> Iterator[Callable[..., Program]]:
    programs = Programs(site)
    yield programs
    for client in programs.clients:
        client.close()
