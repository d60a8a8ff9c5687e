"""Every route of the application's own table, and requests to it made of nothing but the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount

from actions.accounts.accounts import digest, set_password
from actions.accounts.sessions import SignIn, sign_in
from actions.accounts.tokens import NewToken, make_token
from actions.app import App
from actions.audit.traces import take_in
from domain.accounts.tokens import LONGEST, PROGRAMS
from tests.looking import read
from tests.web.site import PASSWORD
from web.application import assemble, run_on
from web.kit.options import Options

API = "/api/v1"
PARAM = re.compile(r"\{(\w+)(?::\w+)?\}")
TOKENS = re.compile(r'value="[^"]*"|[0-9a-f]{32}|BN-2026-0\d+')
LEAST = {"string": "xx", "integer": 1, "number": 1, "boolean": False, "array": [], "object": {}}


@dataclass(frozen=True, slots=True)
class Route:
    verb: str
    path: str

    def filled(self, values: Mapping[str, str]) -> str:
        return PARAM.sub(lambda name: values[name[1]], self.path)


def routes_of(routes: Any, prefix: str = "") -> Iterator[Route]:
    """As the framework would match them; a kind of entry it does not know fails."""
    for entry in routes:
        if isinstance(entry, Mount):
            yield from routes_of(entry.app.routes, prefix + entry.path)
        elif hasattr(entry, "original_router"):
            yield from routes_of(entry.original_router.routes, prefix)
        else:
            verbs = entry.methods - {"HEAD"}
            yield from (Route(verb, prefix + entry.path) for verb in sorted(verbs))


@cache
def swept() -> FastAPI:
    """Put together once: one sweep is on at a time."""
    return assemble()


class Sweeper:
    """One application in this process, asked by people in their browsers and by their programs."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.web = swept()
        run_on(self.web, app, Options(api_rate="1000000/minute"))
        self.routes = tuple(routes_of(self.web.routes))
        self.schema = self.web.state.api.openapi()

    def person(self, person: str) -> Asker:
        client = TestClient(self.web, raise_server_exceptions=False, follow_redirects=False)
        if not person:
            return Asker(self, client, {}, {})
        if read(self.app, lambda uow: uow.accounts.find(person)) is None:
            set_password(self.app, person, PASSWORD)
        cookie = sign_in(self.app, SignIn(person, PASSWORD))
        client.cookies.set("thamdinh", cookie)
        session = read(self.app, lambda uow: uow.accounts.session(digest(cookie)))
        token = make_token(self.app, person, NewToken("x", PROGRAMS, LONGEST))
        bearer = {"Authorization": f"Bearer {token}"}
        return Asker(self, client, {"csrf": session.csrf, "act": "web:x", "page": "/"}, bearer)

    def body(self, route: Route) -> dict[str, Any]:
        """The least the description asks for, so that the right is asked and not the shape."""
        operation = self.schema["paths"][route.path.removeprefix(API)][route.verb.lower()]
        content = operation.get("requestBody", {}).get("content", {})
        for kind, said in content.items():
            least = self._least(said["schema"])
            if kind == "application/json":
                return {"json": least}
            return {"data": least, "files": {"file": ("a.pdf", b"%PDF-1.4 x")}}
        return {}

    def _least(self, schema: Mapping[str, Any]) -> Any:
        if "$ref" in schema:
            return self._least(self.schema["components"]["schemas"][schema["$ref"].split("/")[-1]])
        if "enum" in schema or "const" in schema:
            return schema["enum"][0] if "enum" in schema else schema["const"]
        if "anyOf" in schema:
            return self._least(schema["anyOf"][0])
        if schema.get("format") in ("date", "date-time"):
            return {"date": "2026-09-07", "date-time": "2026-09-07T05:00:00Z"}[schema["format"]]
        if schema.get("type") == "object":
            needed, fields = schema.get("required", []), schema.get("properties", {})
            return {name: self._least(fields[name]) for name in needed if name != "file"}
        return LEAST[schema.get("type", "string")]


@dataclass(frozen=True)
class Asker:
    sweeper: Sweeper
    client: TestClient
    form: Mapping[str, str]
    bearer: Mapping[str, str]

    def ask(self, route: Route, values: Mapping[str, str]) -> tuple[int, str]:
        """Status, and what is said without ids and what is new in each answer."""
        path = route.filled(values)
        if path.startswith(API):
            headers = {**self.bearer, "Idempotency-Key": "k" * 12}
            more = {} if route.verb == "GET" or ".json" in path else self.sweeper.body(route)
            answer = self.client.request(route.verb, path, headers=headers, **more)
        elif route.verb == "GET":
            answer = self.client.get(path)
        else:
            answer = self.client.request(route.verb, path, data=dict(self.form))
        take_in(self.sweeper.app)  # as the serving process does every second
        kind, where = (answer.headers.get(name, "") for name in ("content-type", "location"))
        said = answer.text if "text" in kind or "json" in kind else ""
        return answer.status_code, TOKENS.sub("", where + said)
