"""Prefect down, conductors killed, two conductors at once: nothing lost, nothing done twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from prefect import flow
from prefect.settings import PREFECT_API_URL, temporary_settings
from sqlalchemy import select

from actions.effects import queue
from bootstrap import now
from bootstrap.demonstration.province import seed
from bootstrap.processes import environment, free_port
from bootstrap.settings import Settings
from domain.effects.effects import pending_effects
from domain.facts.papers import DraftMade
from flows.procedures import FLOWS
from models.audit.audit_log import verify
from models.schema.tables import effects, notices
from tests.conftest import application
from tests.databases import sqlite_url
from tests.flows.test_procedures import conductor, drain, renamed, run_of
from tests.looking import read
from tests.playing import opened

pytestmark = pytest.mark.prefect
ROOT = Path(__file__).parents[2]
CASES = 50


def test_with_prefect_down_people_go_on_and_software_catches_up(flow_app, prefect_url, clock):
    nobody = f"http://127.0.0.1:{free_port(0)}/api"
    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    worker = conductor(flow_app)
    worker.stop.set()  # an outage is waited out at once
    with temporary_settings({PREFECT_API_URL: nobody}):
        worker.follow_one()
        play.sign("BPTTH", "submitted")
        play.sign("BTVTU", "approve")
        worker.follow_one()
    assert worker.down
    assert queue.backlog(flow_app) == 1

    clock.forward(seconds=2)
    drain(flow_app)

    assert run_of(prefect_url, play.id)["state"]["name"] == "Awaiting Ban Tổ chức Tỉnh ủy"
    drafts = read(flow_app.engine, lambda uow: uow.papers.of_case(play.id))
    assert [p.kind for p in drafts] == ["policy_submission", "eligibility_sheet"]


def test_a_failure_of_one_case_does_not_stop_the_others(flow_app, prefect_url, monkeypatch, clock):
    bad, good = opened(flow_app, act_id="bad"), opened(flow_app, act_id="good")
    for play in (bad, good):
        renamed(flow_app, play, prefect_url)
    worker = conductor(flow_app)
    monkeypatch.setitem(FLOWS, "appoint", failing_for(bad.id, FLOWS["appoint"]))
    while worker.follow_one():
        pass
    assert run_of(prefect_url, good.id)["state"]["type"] == "PAUSED"
    assert queue.backlog(flow_app) == 1


def failing_for(bad_id, real):
    """The real flow, but for one case that is damaged."""

    @flow(name="appoint_leader", flow_run_name="{case_id}", persist_result=False)
    def sometimes(case_id: str):
        if case_id == bad_id:
            raise RuntimeError("một hồ sơ hỏng")
        return real.fn(case_id)

    return sometimes


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kill_9_of_the_conductor_during_fifty_cases_loses_and_doubles_nothing(
    tmp_path, sqlite_template, prefect_url
):
    settings = Settings(home=tmp_path, database_url=sqlite_url(tmp_path, sqlite_template))
    app = application(tmp_path, settings.database, now)
    seed(app)
    plays = [opened(app, "appoint", act_id=f"open-{n}") for n in range(CASES)]
    for play in plays:
        renamed(app, play, prefect_url)
    chance = random.Random(20261125)
    kills = 0
    signed = False
    until = time.monotonic() + 400
    while queue.backlog(app) and time.monotonic() < until:
        child = start_conductor(settings, prefect_url)
        at_work(app, queue.backlog(app))
        time.sleep(chance.uniform(0.0, 2.5))
        if not signed:  # people go on while conductors die
            for play in plays:
                play.sign("BPTTH", "submitted")
            signed = True
        child.send_signal(signal.SIGKILL)
        child.wait()
        kills += 1

    assert kills >= 3
    assert queue.backlog(app) == 0
    for play in plays:
        check_followed_once(app, play)
        assert run_of(prefect_url, play.id)["state"]["name"] == "Awaiting Ban Thường vụ Tỉnh ủy"
    assert read(app.engine, lambda uow: verify(uow.connection)) == []


def at_work(app, before: int) -> None:
    """Until the new conductor has followed its first case, however long it takes to start."""
    until = time.monotonic() + 60
    while queue.backlog(app) >= before and time.monotonic() < until:
        time.sleep(0.01)


def check_followed_once(app, play) -> None:
    facts = read(app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    drafts = Counter((f.paper, f.step, f.round) for f in facts if isinstance(f, DraftMade))
    assert set(drafts.values()) == {1}
    with app.engine.connect() as connection:
        keys = (
            connection.execute(select(effects.c.key).where(effects.c.case_id == play.id))
            .scalars()
            .all()
        )
        told = (
            connection.execute(select(notices.c.key).where(notices.c.case_id == play.id))
            .scalars()
            .all()
        )
    assert len(keys) == len(set(keys))
    assert len(told) == len(set(told))
    law = read(app.engine, lambda uow: app.law(uow, play.case))
    assert {e.key for e in pending_effects(play.case, law.procedure)} <= set(keys)


def start_conductor(settings: Settings, prefect_url: str) -> subprocess.Popen[bytes]:
    env = dict(environment(settings, 0)) | {
        "PREFECT_API_URL": prefect_url,
        "PREFECT_API_AUTH_STRING": os.environ["PREFECT_API_AUTH_STRING"],  # of that server
        "THAMDINH_LEASE": "PT2S",
        "COVERAGE_PROCESS_START": "",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flows.serve"],
        cwd=ROOT,
        env=os.environ | env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
