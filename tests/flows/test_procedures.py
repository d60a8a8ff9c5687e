"""The five procedures, under both regimes, for both kinds of press agency, with real Prefect."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from actions.cases.case_files import case_file
from actions.effects import effects, queue
from bootstrap.demonstration.scenario import Scenario
from domain.effects.effects import pending_effects
from domain.state.case import CaseStatus
from flows.conductor import CaseWorker
from models.audit.audit_log import verify
from tests.looking import read
from tests.playing import OFFICERS, fresh_papers, opened

pytestmark = pytest.mark.prefect

WHEN = {"75": datetime(2022, 11, 14, 2, tzinfo=UTC), "101": datetime(2026, 9, 7, 2, tzinfo=UTC)}
PRESS = {
    ("75", "party"): "BAODL",
    ("101", "party"): "BPTTH",
    ("75", "association"): "CYS",
    ("101", "association"): "CYS",
}
SUBJECT = {"party": "ythongeban", "association": "tranthihoai"}
HANDLER = {"party": "BTCTU", "association": "HVHNT"}
PROCEDURES = ["appoint", "reappoint", "dismiss", "resign", "discipline"]


def owner():
    """Whoever looks at the server shows its password."""
    user, _, password = os.environ["PREFECT_API_AUTH_STRING"].partition(":")
    return user, password


def conductor(app) -> CaseWorker:
    return CaseWorker(app, "test", timedelta(seconds=60))


def drain(app) -> None:
    worker = conductor(app)
    while worker.follow_one():
        pass
    assert queue.backlog(app) == 0


def run_of(url: str, case_id: str) -> dict:
    body = {"flow_runs": {"name": {"any_": [case_id]}}}
    runs = httpx.post(auth=owner(), url=f"{url}/flow_runs/filter", json=body).json()
    assert len(runs) == 1, "one Prefect run per case"
    return runs[0]


def task_runs(url: str, run_id: str) -> list[str]:
    body = {"flow_runs": {"id": {"any_": [run_id]}}}
    return [
        run["name"]
        for run in httpx.post(auth=owner(), url=f"{url}/task_runs/filter", json=body).json()
    ]


@pytest.mark.parametrize("variant", ["party", "association"])
@pytest.mark.parametrize("regime", ["75", "101"])
@pytest.mark.parametrize("name", PROCEDURES)
def test_a_case_is_carried_from_opening_to_its_end(
    flow_app, prefect_url, clock, name, regime, variant
):
    clock.now = WHEN[regime]
    fresh_papers(flow_app)
    play = opened(
        flow_app,
        name,
        subject=SUBJECT[variant],
        press_agency=PRESS[regime, variant],
        handler=HANDLER[variant],
        person=OFFICERS[HANDLER[variant]],
        act_id=f"{name}-{regime}-{variant}",
    )
    renamed(flow_app, play, prefect_url)

    def before_act() -> None:
        step = case_file(flow_app, play.id).law.procedure.step(play.case.step)
        if step.approves:
            drain(flow_app)

    case = Scenario(flow_app, play.id, OFFICERS[HANDLER[variant]], before_act=before_act).play()
    drain(flow_app)

    file = case_file(flow_app, play.id)
    assert (case.status, file.law.procedure.id) == (CaseStatus.DONE, f"{regime}/{name}.{variant}")
    assert file.decision is not None
    assert effects.pending(flow_app, play.id).todos == ()
    assert read(flow_app.engine, lambda uow: verify(uow.connection)) == []
    done = read(flow_app.engine, lambda uow: uow.effects.done(play.id))
    assert {e.key for e in pending_effects(case, file.law.procedure)} <= done


def renamed(app, play, url) -> None:
    """Every test has its own database and starts at number 1; Prefect's server is shared, so the
    run of an earlier test under the same name is taken away first."""
    body = {"flow_runs": {"name": {"any_": [play.id]}}}
    for run in httpx.post(auth=owner(), url=f"{url}/flow_runs/filter", json=body).json():
        httpx.delete(auth=owner(), url=f"{url}/flow_runs/{run['id']}")


def test_one_run_per_case_rests_in_the_name_of_whom_it_awaits(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    drain(flow_app)
    first = run_of(prefect_url, play.id)
    assert first["state"]["name"] == "Awaiting Báo và PT, TH Đắk Lắk"
    assert first["state"]["type"] == "PAUSED"

    play.sign("BPTTH", "submitted")
    drain(flow_app)

    second = run_of(prefect_url, play.id)
    assert second["id"] == first["id"]
    assert second["state"]["name"] == "Awaiting Ban Thường vụ Tỉnh ủy"


def test_task_runs_have_names_a_person_reads(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    drain(flow_app)
    names = task_runs(prefect_url, run_of(prefect_url, play.id)["id"])
    assert sorted(names) == [
        "Báo việc: Báo và PT, TH Đắk Lắk",
        "Lập dự thảo: Tờ trình xin chủ trương",
    ]


def test_several_bodies_asked_are_counted_in_the_name(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    play.until("provincial_opinions")
    drain(flow_app)
    state = run_of(prefect_url, play.id)["state"]["name"]
    assert state == "Awaiting Ban Tuyên giáo và Dân vận Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy +2"


def test_k08_a_withdrawn_case_ends_cancelled_not_failed(flow_app, prefect_url):
    from actions.cases.withdraw import withdraw
    from actions.execute import Act

    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    withdraw(flow_app, Act(act_id="w", case_id=play.id, person="lethuha"), reason="xin rút")
    drain(flow_app)
    state = run_of(prefect_url, play.id)["state"]
    assert (state["type"], state["name"]) == ("CANCELLED", "Đã rút")


def test_a_run_lost_with_prefects_database_is_made_anew(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    renamed(flow_app, play, prefect_url)
    drain(flow_app)
    httpx.delete(auth=owner(), url=f"{prefect_url}/flow_runs/{run_of(prefect_url, play.id)['id']}")

    play.sign("BPTTH", "submitted")
    drain(flow_app)

    assert run_of(prefect_url, play.id)["state"]["name"] == "Awaiting Ban Thường vụ Tỉnh ủy"
