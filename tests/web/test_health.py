"""Alive and ready, told without the workers that serve people."""

from __future__ import annotations

import asyncio
import threading
import time

import httpx
import pytest
from sqlalchemy import text

from actions.status import Obstacle
from tests.conftest import application
from web.application import create_app
from web.health import PATIENCE


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """A busy machine is no fault of the page."""
    monkeypatch.setattr("web.health.PATIENCE", 25)


@pytest.fixture
def web(lite):
    return create_app(lite)


async def seen(web, path):
    transport = httpx.ASGITransport(app=web)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        return await client.get(path)


def look(web, path):
    return asyncio.run(seen(web, path))


def test_a_machine_that_can_serve_says_so_and_tells_nothing_else(web):
    assert look(web, "/healthz").json() == {"status": "ok"}
    ready = look(web, "/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "obstacles": []})


def test_a_database_of_another_version_is_not_ready(lite, web):
    with lite.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    ready = look(web, "/readyz")
    assert (ready.status_code, ready.json()["obstacles"]) == (503, [Obstacle.SCHEMA])
    assert look(web, "/healthz").status_code == 200


def test_a_damaged_database_is_not_ready(tmp_path, clock):
    file = tmp_path / "broken.db"
    file.write_bytes(b"no database at all" * 500)
    broken = application(tmp_path, f"sqlite:///{file}", clock)
    ready = look(create_app(broken), "/readyz")
    assert (ready.status_code, ready.json()["obstacles"]) == (503, [Obstacle.DATABASE])


def test_a_full_disk_is_not_ready(lite, web, monkeypatch):
    monkeypatch.setattr("actions.status.LEAST_FREE", 10**18)
    assert look(web, "/readyz").json()["obstacles"] == [Obstacle.DISK]


def test_both_answer_while_fifty_requests_are_blocked(lite, web):
    """Every thread of the pages waits for a lock; whoever watches does not wait with them."""
    release = threading.Event()
    web.add_api_route("/blocked", lambda: release.wait(30))

    async def ask():
        blocked = [asyncio.create_task(seen(web, "/blocked")) for _ in range(50)]
        await asyncio.sleep(0.1)
        told = [await seen(web, path) for path in ("/healthz", "/readyz")]
        assert not any(task.done() for task in blocked)
        release.set()
        await asyncio.gather(*blocked)
        return [answer.status_code for answer in told]

    assert asyncio.run(ask()) == [200, 200]


def test_a_database_that_does_not_answer_is_told_at_once(lite, web, monkeypatch):
    release = threading.Event()
    monkeypatch.setattr("web.health.PATIENCE", PATIENCE)
    monkeypatch.setattr("web.health.obstacles", lambda _: release.wait(30) and ())
    started = time.monotonic()
    ready = look(web, "/readyz")
    release.set()
    assert (ready.status_code, ready.json()["obstacles"]) == (503, ["slow"])
    assert time.monotonic() - started < 20
