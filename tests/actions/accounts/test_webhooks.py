"""Another program is told, over real HTTP, which fact of which case: signed, retried, once."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from actions.accounts.webhooks import (
    deliver_webhooks,
    register_webhook,
    remove_webhook,
    webhooks_of,
)
from domain.accounts.calling import may_call, place_of
from domain.accounts.webhooks import MOST_TRIES, next_try
from domain.errors import BadInput, NotAllowed
from models.schema.api import deliveries
from tests.conftest import MONDAY_NOON
from tests.playing import opened

ADMIN = "luonggiaminh"


@contextmanager
def endpoint(statuses=()):
    """A server that remembers what it was told; `statuses` are its first answers, then 204."""
    told, answers = [], list(statuses)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            told.append((dict(self.headers), body))
            self.send_response(answers.pop(0) if answers else 204)
            self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", told
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def may_be_told(app, *urls):
    """The same application where who runs it named these places of this machine."""
    return replace(app, inside=frozenset(map(place_of, urls)))


TWO = 2  # facts of a case that was opened: itself, and its first step


def numbers(told):
    return [json.loads(body)["id"] for _, body in told]


def test_what_happened_is_told_once_signed_and_without_a_word_about_anybody(app):
    with endpoint() as (url, told):
        app = may_be_told(app, url)
        opened(app, act_id="before")
        hook = register_webhook(app, url, by=ADMIN)
        opened(app)
        assert deliver_webhooks(app) == len(told) == 2
        assert deliver_webhooks(app) == 0
        for headers, body in told:
            said = json.loads(body)
            assert set(said) == {"id", "at"}
            stamp, shown = (headers[f"X-Thamdinh-{name}"] for name in ("Timestamp", "Signature"))
            signed = stamp.encode() + b"." + body
            expected = hmac.new(hook.secret.encode(), signed, hashlib.sha256).hexdigest()
            assert shown == f"v1={expected}"
            assert abs(int(stamp) - MONDAY_NOON.timestamp()) < 5


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_failure_is_tried_again_later_and_later(lite, clock, status):
    with endpoint([status] * 2 * TWO) as (url, told):
        lite = may_be_told(lite, url)
        register_webhook(lite, url, by=ADMIN)
        opened(lite)
        assert deliver_webhooks(lite) == TWO
        assert deliver_webhooks(lite) == 0
        clock.forward(seconds=31)
        assert deliver_webhooks(lite) == TWO
        clock.forward(seconds=31)
        assert deliver_webhooks(lite) == 0
        clock.forward(seconds=31)
        assert deliver_webhooks(lite) == TWO
        assert deliver_webhooks(lite) == 0
        assert numbers(told) == numbers(told)[:TWO] * 3
    found = webhooks_of(lite, by=ADMIN)[0]
    assert (found.told, found.waiting, found.given_up) == (TWO, 0, 0)


def test_an_endpoint_that_never_answers_is_given_up(lite, clock):
    with endpoint() as (url, _):
        lite = may_be_told(lite, url)
    register_webhook(lite, url, by=ADMIN)
    opened(lite)
    for _ in range(MOST_TRIES + 3):
        deliver_webhooks(lite)
        clock.forward(hours=7)
    found = webhooks_of(lite, by=ADMIN)[0]
    assert (found.told, found.waiting, found.given_up) == (0, 0, TWO)


def test_one_dead_endpoint_keeps_nothing_from_another(lite):
    with endpoint() as (dead, _):
        pass
    with endpoint() as (url, told):
        lite = may_be_told(lite, dead, url)
        for address in (dead, url):
            register_webhook(lite, address, by=ADMIN)
        opened(lite)
        deliver_webhooks(lite)
        assert len(set(numbers(told))) == TWO


def test_a_removed_endpoint_is_told_nothing_more(lite):
    with endpoint() as (url, told):
        lite = may_be_told(lite, url)
        hook = register_webhook(lite, url, by=ADMIN)
        opened(lite)
        remove_webhook(lite, hook.id, by=ADMIN)
        deliver_webhooks(lite)
        assert told == []


@pytest.mark.parametrize(
    "url", ["http://elsewhere.example/x", "ftp://127.0.0.1/", "https://", "https://a:b@c.example/"]
)
def test_only_https_leaves_the_machine(lite, url):
    with pytest.raises(BadInput):
        register_webhook(lite, url, by=ADMIN)


INSIDE = [
    "https://10.0.0.8/x",
    "https://192.168.1.1/x",
    "https://169.254.169.254/latest",
    "https://[::1]/x",
    "https://[fd00::1]/x",
    "https://[::ffff:10.0.0.8]/x",
    "https://[64:ff9b::a00:8]/x",
    "https://[2002:a00:8::]/x",
    "https://0.0.0.0/x",
    "https://localhost/x",
    "http://localhost:8317/x",
    "http://127.0.0.1:4217/api",
]


@pytest.mark.parametrize("url", INSIDE)
def test_the_inside_of_a_network_is_no_endpoint(lite, url):
    with pytest.raises(BadInput) as refused:
        register_webhook(lite, url, by=ADMIN)
    assert refused.value.facts["rule"] == BadInput.Rule.WEBHOOK_INSIDE


@pytest.mark.parametrize("written", ["127.1", "2130706433", "0x7f000001", "a.example"])
def test_a_name_that_leads_inside_is_not_called(lite, written, monkeypatch):
    """However it is written, and whatever it led to when it was registered."""
    look_up = socket.getaddrinfo

    def to_this_machine(host, port, **more):
        return look_up("127.0.0.1" if host == "a.example" else host, port, **more)

    monkeypatch.setattr(socket, "getaddrinfo", to_this_machine)
    with endpoint() as (url, told):
        port = url.split(":")[2].split("/")[0]
        hook = register_webhook(lite, f"https://{written}:{port}/x", by=ADMIN)
        opened(lite)
        deliver_webhooks(lite)
        assert told == []
    with lite.engine.connect() as connection:
        row = connection.execute(select(deliveries).where(deliveries.c.webhook == hook.id)).first()
    assert row.last_error == "AddressRefused"


def test_a_public_address_and_a_named_place_may_be_called():
    assert may_call("203.0.114.5", "a.example:443", ())
    assert may_call("10.0.0.8", "inside.example:8443", {"inside.example:8443"})
    assert not may_call("10.0.0.8", "inside.example:22", {"inside.example:8443"})


def test_only_administrators_register(lite):
    with pytest.raises(NotAllowed):
        register_webhook(lite, "https://a.example/", by="lethuha")


def test_waiting_grows_and_ends():
    waits = [next_try(n, MONDAY_NOON) for n in range(1, MOST_TRIES + 1)]
    assert waits[-1] is None
    assert waits[:-1] == sorted(waits[:-1])
    assert (waits[0] - MONDAY_NOON).total_seconds() == 30
