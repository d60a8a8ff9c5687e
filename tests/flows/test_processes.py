"""Our processes: one set per home, restarted when they die, gone when we are."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

import bootstrap
from actions.status import status
from bootstrap import processes
from bootstrap.processes import Running, environment, free_port, running
from bootstrap.settings import Settings
from tests.cli.test_demo import left_running
from tests.databases import sqlite_url

pytestmark = pytest.mark.prefect
ROOT = Path(__file__).parents[2]


@pytest.fixture
def conductor_only(tmp_path):
    """Settings under which only the conductor is started: Prefect belongs to somebody else."""
    return Settings(home=tmp_path, prefect_api_url="http://127.0.0.1:9/api")


def test_a_second_command_uses_what_already_runs(conductor_only):
    with running(conductor_only) as first, running(conductor_only) as second:
        assert set(first.children) == {"conductor"}
        assert second.children == {}
        assert second.port == first.port


def test_nothing_is_left_running_afterwards(conductor_only, tmp_path):
    with running(conductor_only):
        assert left_running(tmp_path)
    assert left_running(tmp_path) == []


def test_a_conductor_shows_that_it_lives_and_that_it_ended(tmp_path, sqlite_template):
    nobody = "http://127.0.0.1:9/api"
    url = sqlite_url(tmp_path, sqlite_template)
    here = Settings(home=tmp_path, database_url=url, prefect_api_url=nobody)
    with running(here):
        app = bootstrap.build(here)
        until = time.monotonic() + 120
        while not (there := status(app).processes) and time.monotonic() < until:
            time.sleep(0.2)
        assert [process.kind for process in there] == ["conductor"]
    assert status(app).processes == ()
    app.engine.dispose()


def test_a_dead_conductor_is_started_again(conductor_only):
    with running(conductor_only) as on:
        on.children["conductor"].kill()
        on.children["conductor"].wait()
        assert on.check() == ["conductor"]
        assert on.check() == []
        assert on.children["conductor"].poll() is None


def test_pages_that_hang_are_started_again(tmp_path, sqlite_template, monkeypatch):
    monkeypatch.setenv("THAMDINH_WEB_PORT", str(free_port(0)))  # also for the pages themselves
    here = Settings(home=tmp_path, database_url=sqlite_url(tmp_path, sqlite_template))
    on = Running(here, free_port(0))
    on.start_web()
    try:
        first = on.children["web"]
        wait_for_pages(on)
        assert on.check() == []
        first.send_signal(signal.SIGSTOP)
        monkeypatch.setattr(processes, "HUNG", 0.0)
        monkeypatch.setattr(processes, "LOOK", 0.0)
        on.next_look = 0.0
        assert on.check() == ["web"]
        assert first.poll() == -signal.SIGKILL
        wait_for_pages(on)
    finally:
        on.stop()


def wait_for_pages(on: Running) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        with suppress(httpx.HTTPError):
            if httpx.get(f"{on.pages}/healthz", timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError("no pages")


def test_children_die_with_a_parent_that_is_killed(conductor_only, tmp_path):
    code = (
        "import time; from bootstrap import settings; from bootstrap.processes import running\n"
        "with running(settings()): print('on', flush=True); time.sleep(60)"
    )
    env = dict(environment(conductor_only, 0)) | {
        "THAMDINH_PREFECT_API_URL": conductor_only.prefect_api_url
    }
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE
    )
    assert parent.stdout
    parent.stdout.readline()
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while left_running(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert left_running(tmp_path) == []


def test_a_busy_port_is_left_alone():
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert free_port(taken.getsockname()[1]) != taken.getsockname()[1]


def test_prefect_is_told_to_stay_at_home(tmp_path):
    env = environment(Settings(home=tmp_path), 4217)
    assert env["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert env["DO_NOT_TRACK"] == "1"
    assert str(tmp_path) in env["PREFECT_HOME"]
    assert Running(Settings(home=tmp_path), 4217).page == "http://127.0.0.1:4217"
