"""What runs by the clock: by schedules that Prefect's page shows, and without Prefect when it is
away too long."""

from __future__ import annotations

import threading
import time
from contextvars import copy_context
from dataclasses import replace

import pytest
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Running

from actions.effects import queue
from bootstrap import now
from bootstrap.processes import free_port
from flows.clock import PATIENCE, Clock, pool
from flows.duties import DUTIES
from flows.leftovers import bury_deserted, labels
from flows.procedures import FLOWS
from tests.flows.following import drain
from tests.flows.prefect_page import ask, rest_of
from tests.looking import read
from tests.playing import opened

pytestmark = pytest.mark.prefect


@pytest.fixture
def clockwork(flow_app):
    """The clock of this process, running; stopped with the test."""
    clock = Clock("test-clock", threading.Event(), look=1)
    running = threading.Thread(target=copy_context().run, args=(clock.run,))
    running.start()
    yield clock
    clock.stop.set()
    running.join(timeout=60)
    assert not running.is_alive()


def until(found):
    """What `found` gives as soon as it gives something."""
    end = time.monotonic() + 300
    while not (got := found()) and time.monotonic() < end:
        time.sleep(0.2)
    assert got
    return got


def test_duties_are_scheduled_deployments_in_a_pool_with_a_worker(prefect_url, flow_app, clockwork):
    def done():
        runs = ask(prefect_url, "flow_runs", {"work_pools": {"name": {"any_": [pool()]}}})
        return {run["deployment_id"] for run in runs if run["state"]["type"] == "COMPLETED"}

    until(lambda: len(done()) == len(DUTIES))
    mine = {"work_pools": {"name": {"any_": [pool()]}}}
    deployments = ask(prefect_url, "deployments", mine)
    assert {d["id"] for d in deployments} == done()
    crons = {d["schedules"][0]["schedule"]["cron"] for d in deployments}
    assert crons == {duty.cron for duty in DUTIES}
    workers = ask(prefect_url, f"work_pools/{pool()}/workers", {})
    assert [(w["name"], w["status"]) for w in workers] == [("test-clock", "ONLINE")]


def test_what_was_missed_while_nobody_was_there_is_made_up_for_at_the_start(
    prefect_url, flow_app, clock, request
):
    play = opened(flow_app)
    play.sign("BPTTH", "submitted")
    clock.forward(days=15)
    request.getfixturevalue("clockwork")

    def told():
        found = read(flow_app.engine, lambda uow: uow.notices.of_case(play.id))
        return sorted(n.agency for n in found if n.kind == "late")

    assert until(told) == ["BTVTU"]
    until(lambda: read(flow_app.engine, lambda uow: uow.seals.all()))


def test_without_prefect_for_ten_minutes_the_clock_goes_on_by_itself(flow_app, clock):
    play = opened(flow_app)
    play.sign("BPTTH", "submitted")
    clock.forward(days=15)
    alone = Clock("alone", threading.Event())
    with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{free_port(0)}/api"}):
        alone.catch_up()
        assert late(flow_app, play) == []
        alone.heard -= PATIENCE.total_seconds()
        alone.catch_up()
    assert late(flow_app, play) == ["BTVTU"]
    assert len(read(flow_app.engine, lambda uow: uow.seals.all())) == 1
    assert alone.overdue(time.monotonic()) == []


def test_a_duty_that_fails_without_prefect_stops_no_other(flow_app, clock):
    opened(flow_app)

    def broken():
        raise RuntimeError("hỏng")

    first, *others = DUTIES
    alone = Clock("alone", threading.Event(), duties=(replace(first, act=broken), *others))
    alone.heard -= PATIENCE.total_seconds()
    alone.catch_up()
    assert len(read(flow_app.engine, lambda uow: uow.seals.all())) == 1


def test_runs_that_nobody_holds_are_closed_and_those_at_work_are_left(flow_app, prefect_url, clock):
    at_work, deserted = opened(flow_app, act_id="a"), opened(flow_app, act_id="b")
    drain(flow_app)
    at_work.sign("BPTTH", "submitted")
    queue.claim(flow_app, "somebody", lease=PATIENCE, limit=1)
    with get_client(sync_client=True) as api:
        for play in (at_work, deserted):
            api.create_flow_run(
                FLOWS["appoint"], tags=labels(play.id), state=Running(), parameters={}
            )
    clock.now = now()
    assert bury_deserted(flow_app) == 0
    clock.now = now() + PATIENCE
    assert bury_deserted(flow_app) == 1
    assert rest_of(prefect_url, deserted.id)[0] == "CRASHED"
    assert rest_of(prefect_url, at_work.id)[0] == "RUNNING"


def late(app, play):
    found = read(app.engine, lambda uow: uow.notices.of_case(play.id))
    return sorted(n.agency for n in found if n.kind == "late")
