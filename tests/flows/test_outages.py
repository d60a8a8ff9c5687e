"""Prefect or the database away, people who act meanwhile, runs left over: nothing lost."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.settings import get_current_settings as current
from prefect.states import Paused, Running
from sqlalchemy import create_engine

import bootstrap
from actions.effects import effects as doing
from actions.effects import queue
from bootstrap import now
from bootstrap.processes import free_port
from flows.leftovers import bury, close_resting, labels
from flows.procedures import FLOWS
from tests.flows.following import conductor, drain, ends, visits_of
from tests.flows.prefect_page import rest_of, runs_of
from tests.looking import read
from tests.playing import opened

pytestmark = pytest.mark.prefect


def test_with_prefect_down_people_go_on_and_software_catches_up(flow_app, prefect_url, clock):
    nobody = f"http://127.0.0.1:{free_port(0)}/api"
    play = opened(flow_app, "appoint")
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

    assert rest_of(prefect_url, play.id)[1] == "Awaiting Ban Tổ chức Tỉnh ủy"
    assert ends(flow_app, play.id) == ["away", "away", "followed"]
    drafts = read(flow_app.engine, lambda uow: uow.papers.of_case(play.id))
    assert [p.kind for p in drafts] == ["policy_submission", "eligibility_sheet"]


def test_a_failure_of_one_case_does_not_stop_the_others(flow_app, prefect_url, monkeypatch):
    bad, good = opened(flow_app, act_id="bad"), opened(flow_app, act_id="good")
    monkeypatch.setitem(FLOWS, "appoint", before_each(failing_for(bad.id)))
    worker = conductor(flow_app)
    while worker.follow_one():
        pass
    assert rest_of(prefect_url, good.id)[0] == "COMPLETED"
    assert rest_of(prefect_url, bad.id)[0] == "FAILED"
    assert queue.backlog(flow_app) == 1
    assert [(v.ended, v.error) for v in visits_of(flow_app, bad.id)] == [
        ("failed", "RuntimeError('một hồ sơ hỏng')")
    ]


def failing_for(bad_id):
    def fail(case_id):
        if case_id == bad_id:
            raise RuntimeError("một hồ sơ hỏng")

    return fail


def before_each(meanwhile):
    """The real flow, after something else happened in its run."""
    real = FLOWS["appoint"]

    @flow(name=real.name, flow_run_name="{case_id} · {visit}", persist_result=False)
    def both(case_id: str, version: int, visit: str):
        meanwhile(case_id)
        return real.fn(case_id, version, visit)

    return both


def test_who_signs_while_software_works_is_followed_at_once_and_no_fault(
    flow_app, prefect_url, monkeypatch
):
    """R1: between the last task of a run and its end a person acts. The clock stands still here, so
    any wait would leave the case behind."""
    play = opened(flow_app, "appoint")
    real, signed = doing.standing, []

    def standing(app, case_id):
        found = real(app, case_id)
        if signed == ["visit"]:
            play.sign("BPTTH", "submitted")
        signed.append("visit")
        return found

    monkeypatch.setattr(doing, "standing", standing)
    drain(flow_app)
    assert ends(flow_app, play.id) == ["again", "followed"]
    assert rest_of(prefect_url, play.id)[1] == "Awaiting Ban Thường vụ Tỉnh ủy"


def test_a_visit_longer_than_its_lease_keeps_its_case(flow_app, prefect_url, monkeypatch):
    clocked = replace(flow_app, clock=now)
    monkeypatch.setattr(bootstrap, "app", lambda: clocked)
    play = opened(clocked, "appoint")
    other: list[tuple] = []

    def slow(_case_id):
        until = time.monotonic() + 60
        while len(other) < 30 and time.monotonic() < until:
            other.append(queue.claim(clocked, "other", lease=worker.lease, limit=1))
            time.sleep(0.1)

    monkeypatch.setitem(FLOWS, "appoint", before_each(slow))
    worker = replace(conductor(clocked), lease=timedelta(seconds=1))
    worker.follow_one()
    assert set(other) == {()}
    assert ends(clocked, play.id) == ["followed"]


def test_a_visit_joins_no_heartbeat(flow_app, prefect_url, monkeypatch):
    """Prefect would make each run wait for the second in which its heart beats next."""
    opened(flow_app, "appoint")
    seen = []
    monkeypatch.setitem(
        FLOWS, "appoint", before_each(lambda _: seen.append(current().flows.heartbeat_frequency))
    )
    drain(flow_app)
    assert seen == [None]


def test_the_run_of_a_dead_conductor_is_closed_by_who_takes_over(flow_app, prefect_url, clock):
    play = opened(flow_app, "appoint")
    queue.claim(flow_app, "dead", lease=timedelta(seconds=60), limit=1)
    with get_client(sync_client=True) as api:
        left = api.create_flow_run(
            FLOWS["appoint"], tags=labels(play.id), state=Running(), parameters={}
        )
    clock.forward(seconds=61)
    drain(flow_app)
    kinds = {run["id"]: run["state"]["type"] for run in runs_of(prefect_url, play.id)}
    assert kinds.pop(str(left.id)) == "CRASHED"
    assert list(kinds.values()) == ["COMPLETED"]
    assert ends(flow_app, play.id) == ["crashed", "followed"]
    assert bury(play.id) == 0


def test_runs_that_rested_in_an_older_release_are_closed(flow_app, prefect_url):
    with get_client(sync_client=True) as api:
        old = api.create_flow_run(FLOWS["appoint"], name="BN-2026-0099", parameters={})
        body = {"idempotency_key": "case:BN-2026-0099", "flow_id": str(old.flow_id)}
        body |= {"name": "BN-2026-0099", "state": {"type": "PENDING"}}
        rested = api.request("POST", "/flow_runs/", json=body).json()["id"]
        api.set_flow_run_state(rested, Paused(timeout_seconds=9999), force=True)
        assert api.read_flow_run(rested).state.type == StateType.PAUSED
        assert close_resting() == 1
        assert api.read_flow_run(rested).state.type == StateType.COMPLETED
    assert close_resting() == 0


def test_a_database_that_is_away_is_waited_for(flow_app, prefect_url, tmp_path):
    play = opened(flow_app, "appoint")
    worker = conductor(flow_app)
    worker.stop.set()
    away = create_engine(f"sqlite:///{tmp_path / 'no' / 'folder' / 'x.db'}")
    here, worker.app = worker.app, replace(flow_app, engine=away)
    assert worker.follow_one() is False
    worker.app = here
    assert worker.follow_one() is True
    assert ends(flow_app, play.id) == ["followed"]
