"""What an operator sees on the page, and what a program that watches may read."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from actions.effects import queue
from actions.effects.operations import beat, noted
from models.audit.alarms import Alarm
from models.unit_of_work import transaction
from tests.playing import opened
from web.application import create_app
from web.kit.options import Options


def test_an_administrator_sees_what_stands_still_and_why(site, clock):
    play = opened(site.app)
    beat(site.app, "conductor", "host-a:1", clock.now)
    (claimed,) = queue.claim(site.app, "w", lease=timedelta(seconds=60), limit=1)
    queue.fail(site.app, claimed, "LibreOffice chết")
    with pytest.raises(OSError, match="đầy"):
        noted(site.app, "back_up", _full)
    wrong = Alarm(clock.now, play.id, "act", "lethuha", "one_number", "số 2 và số 3")
    transaction(site.app.engine, lambda uow: uow.alarms.add(wrong))
    clock.forward(minutes=10)
    beat(site.app, "web", "host-a:2", clock.now)

    page = site.person("luonggiaminh").see("/operations")
    for said in (
        play.id,
        "LibreOffice chết",
        "đĩa đầy",
        "sao lưu hằng đêm",
        "bộ điều phối",
        "số 2 và số 3",
    ):
        assert said in page
    assert page.count("không còn dấu hiệu từ") == 1
    assert page.count("✓ đang chạy") == 1


def _full() -> None:
    raise OSError("đĩa đầy")


@pytest.mark.parametrize("person", ["hlinhnie", "trinhvanduc", "ythongeban"])
def test_for_everybody_else_the_page_does_not_exist(site, person):
    site.person(person).see("/operations", status=404)


def ask(web, headers):
    async def seen():
        transport = httpx.ASGITransport(app=web)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get("/metrics", headers=headers)

    return asyncio.run(seen())


def test_figures_are_read_with_the_token_of_the_settings_only(lite, clock):
    opened(lite)
    clock.forward(minutes=5)
    beat(lite, "web", "host-a:2", clock.now)
    noted(lite, "seal_heads", lambda: 1)
    web = create_app(lite, Options(metrics="mã đọc số liệu"))
    answer = ask(web, {"Authorization": "Bearer mã đọc số liệu".encode()})
    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert "thamdinh_ready 1.0" in lines
    assert "thamdinh_cases_waiting 1.0" in lines
    assert "thamdinh_oldest_waiting_seconds 300.0" in lines
    assert 'thamdinh_duty_failing{duty="seal_heads"} 0.0' in lines
    assert any(
        line.startswith("thamdinh_process_up{") and 'worker="host-a:2"' in line for line in lines
    )
    for wrong in ({}, {"Authorization": "Bearer x"}):
        assert ask(web, wrong).status_code == 404


def test_without_a_token_in_the_settings_there_are_no_figures(lite):
    web = create_app(lite)
    assert ask(web, {"Authorization": "Bearer "}).status_code == 404
    assert ask(web, {}).status_code == 404


def test_each_answer_names_its_request(site):
    first, second = (
        site.visitor().client.get("/sign-in").headers["x-request-id"] for _ in range(2)
    )
    assert first
    assert second
    assert first != second
