"""The pages over real HTTP, and people who use them as a browser does, forms and all."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI
from sqlalchemy import func, select

from actions.accounts.accounts import set_password
from actions.accounts.sessions import SignIn, sign_in
from actions.app import App
from actions.audit.traces import take_in
from models.schema.tables import readings as table
from models.unit_of_work import reading
from tests.looking import read
from web.application import assemble, run_on
from web.kit.connections import GuardedConnection
from web.kit.options import Options

PASSWORD = "một câu đủ dài để nhớ"
FREE: list[FastAPI] = []  # assembled, and used by no test now
HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')


@dataclass
class Site:
    """A running server on an application of a test."""

    app: App
    address: str
    options: Options
    visitors: list[Visitor] = field(default_factory=list)

    def visitor(self, person: str = "") -> Visitor:
        """Somebody who has not signed in. Whatever page a test sends a form to: no sending counts
        as a reading of the person whose browser this is."""
        client = httpx.Client(
            base_url=self.address,
            follow_redirects=True,
            timeout=60,
            verify=False,  # no TLS here, and reading the roots of the world takes 40 ms
        )
        watch = Watch(self.app, person)
        client.event_hooks = {"request": [watch.before], "response": [watch.after]}
        visitor = Visitor(client)
        self.visitors.append(visitor)
        return visitor

    def person(self, person: str) -> Visitor:
        """Somebody signed in: the account is made, the session real; only the typing is spared."""
        if read(self.app.engine, lambda uow: uow.accounts.find(person)) is None:
            set_password(self.app, person, PASSWORD)
        visitor = self.visitor(person)
        token = sign_in(self.app, SignIn(person, PASSWORD))
        visitor.client.cookies.set(self.options.cookie, token)
        return visitor


@dataclass
class Watch:
    """Asks of every POST that it logs no reading: a form sent shows nothing."""

    app: App
    person: str
    seen: int = 0

    def readings(self) -> int:
        with reading(self.app) as uow:
            rows = select(func.count()).where(table.c.person == self.person)
            return int(uow.connection.execute(rows).scalar_one())

    def before(self, request: httpx.Request) -> None:
        if request.method == "POST":
            self.seen = self.readings()

    def after(self, answer: httpx.Response) -> None:
        take_in(self.app)  # as the serving process does every second
        if answer.request.method == "POST":
            assert self.readings() == self.seen, f"{answer.request.url} was logged as shown"


@dataclass
class Visitor:
    client: httpx.Client

    def see(self, path: str, *, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, f"{path}: {answer.status_code}"
        return answer.text

    def send(
        self, page: str, action: str, fields: Mapping[str, Any], *, files: Any = None
    ) -> httpx.Response:
        """Open the page, fill the form that goes to `action`, press its button."""
        form = form_of(self.see(page), action)
        return self.client.post(action, data={**form, **fields}, files=files)


def form_of(html: str, action: str) -> dict[str, str]:
    """Hidden fields of the form with this action."""
    for form in re.findall(r"<form\b.*?</form>", html, re.DOTALL):
        if f'action="{action}"' in form:
            return {name: unescape(value) for name, value in HIDDEN.findall(form)}
    raise AssertionError(f"no form goes to {action}")


def plain(html: str) -> str:
    """What is read on a page: tags away, blanks joined."""
    body = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@contextmanager
def assembled(app: App, options: Options) -> Iterator[FastAPI]:
    """Pages and interface on this application; taken over from a test that has ended, where there
    is one: putting some 250 addresses together takes longer than most tests."""
    web = FREE.pop() if FREE else assemble()
    run_on(web, app, options)
    yield web
    FREE.append(web)


@contextmanager
def running_site(app: App, options: Options | None = None) -> Iterator[Site]:
    """A real server on a free port, for as long as the block lasts."""
    chosen = options or Options()
    with assembled(app, chosen) as web:
        yield from _served(web, app, chosen)


def _served(web: FastAPI, app: App, options: Options) -> Iterator[Site]:
    taken = socket.socket()  # kept from here on: nobody else can take the port before the server
    taken.bind(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    config = uvicorn.Config(web, log_level="warning", lifespan="off", http=GuardedConnection)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.02)
    site = Site(app, f"http://127.0.0.1:{port}", options)
    try:
        yield site
    finally:
        for visitor in site.visitors:
            visitor.client.close()
        server.should_exit = True
        thread.join()
