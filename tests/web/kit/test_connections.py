"""Who sends slowly or opens many connections keeps nobody out; tried on a real server."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bootstrap.settings import Settings
from tests.web.site import running_site
from web import serve
from web.kit.body import LARGEST_FILE
from web.kit.connections import GuardedConnection
from web.kit.options import Options

ROOT = Path(__file__).parents[3]
HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(GuardedConnection, "header", 0.6)
    monkeypatch.setattr(GuardedConnection, "idle", 0.6)


def opened(site):
    at = urlsplit(site.address)
    return socket.create_connection((at.hostname, at.port), timeout=20)


def ended_after(held, drip=b""):
    """Seconds until the other side hangs up, however often something more is sent."""
    start = time.monotonic()
    held.settimeout(0.1)
    while time.monotonic() - start < 15:
        try:
            if drip:
                held.sendall(drip)
            if held.recv(4096) == b"":
                break
        except TimeoutError:
            continue
        except OSError:
            break
    return time.monotonic() - start


@pytest.mark.parametrize("said", [b"", b"GET /sign", HEAD])
def test_a_header_that_does_not_end_is_not_waited_for(site, hasty, said):
    with opened(site) as held:
        held.sendall(said)
        assert ended_after(held) < 4


def test_a_byte_more_gives_no_time_more(site, hasty):
    with opened(site) as held:
        held.sendall(HEAD)
        assert ended_after(held, b"X-A: b\r\n") < 4


def test_a_second_request_of_a_connection_has_no_more_time(site, hasty):
    with opened(site) as held:
        held.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b" 200 " in held.recv(4096)
        held.sendall(HEAD)
        assert ended_after(held, b"X-A: b\r\n") < 4


def test_a_body_that_stops_is_not_waited_for(site, hasty):
    with opened(site) as held:
        held.sendall(HEAD + b"Content-Length: 1000\r\n\r\nabc")
        assert ended_after(held) < 4


def test_a_body_that_drips_ends_too(site, hasty, monkeypatch):
    monkeypatch.setattr(GuardedConnection, "body", 1.5)
    with opened(site) as held:
        held.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        assert ended_after(held, b"a") < 4


@pytest.fixture
def direct(lite, monkeypatch):
    """No proxy before it is believed."""
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    with running_site(lite) as site:
        yield site


def test_many_slow_ones_keep_nobody_out_and_one_address_holds_so_many(direct, monkeypatch):
    site = direct
    monkeypatch.setattr(GuardedConnection, "most", 40)
    held = [opened(site) for _ in range(60)]
    try:
        for one in held[:30]:
            one.sendall(HEAD)
        time.sleep(0.5)
        closed = [one for one in held if ended(one)]
        assert 20 <= len(closed) <= 30
        held[0].close()
        for one in closed:
            one.close()
        time.sleep(0.3)
        assert httpx.get(f"{site.address}/healthz", timeout=20).status_code == 200
    finally:
        for one in held:
            one.close()


def ended(held):
    held.settimeout(0.05)
    try:
        return held.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_the_pages_are_served_so_and_the_proxy_of_deploy_has_the_same_limits(monkeypatch, tmp_path):
    asked = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **said: asked.update(said))
    monkeypatch.setattr(serve, "create_app", lambda *_: None)
    monkeypatch.setattr("bootstrap.app", lambda: None)
    serve._serve(Settings(home=tmp_path), Options())
    assert asked["http"] is GuardedConnection
    proxy = " ".join((ROOT / "deploy/nginx.conf").read_text("utf-8").split())
    for line in (
        f"client_header_timeout {GuardedConnection.header:.0f}s;",
        f"client_body_timeout {GuardedConnection.idle:.0f}s;",
        f"limit_conn thamdinh_connections {GuardedConnection.most};",
        f"client_max_body_size {LARGEST_FILE // 2**20}m;",
    ):
        assert line in proxy
