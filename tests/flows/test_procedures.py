"""The five procedures, under both regimes, for both kinds of press agency, with real Prefect."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import bootstrap
from actions.cases.case_files import case_file
from actions.cases.withdraw import withdraw
from actions.effects import effects
from actions.execute import Act
from bootstrap.demonstration.scenario import Scenario
from domain.effects.effects import pending_effects
from domain.errors import OptionNotOffered
from domain.state.case import CaseStatus
from flows.artifact import artifact_key
from models.audit.audit_log import verify
from tests.flows.following import drain, ends
from tests.flows.prefect_page import ask, rest_of, runs_of, task_runs
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


def test_each_visit_is_a_run_that_ends_in_the_name_of_whom_the_case_awaits(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    drain(flow_app)
    assert rest_of(prefect_url, play.id) == ("COMPLETED", "Awaiting Báo và PT, TH Đắk Lắk")

    play.sign("BPTTH", "submitted")
    drain(flow_app)

    assert rest_of(prefect_url, play.id) == ("COMPLETED", "Awaiting Ban Thường vụ Tỉnh ủy")
    assert [run["name"] for run in runs_of(prefect_url, play.id)] == [
        f"{play.id} · lượt 1 · Xin chủ trương",
        f"{play.id} · lượt 2 · Quyết định chủ trương",
    ]
    assert ends(flow_app, play.id) == ["followed", "followed"]


def test_a_run_is_found_by_installation_case_procedure_step_and_handler(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    drain(flow_app)
    run = runs_of(prefect_url, play.id)[0]
    assert set(run["tags"]) == {
        f"installation:{bootstrap.settings().name}",
        f"case:{play.id}",
        "procedure:appoint",
        f"step:{play.case.step}",
        "handler:BTCTU",
    }


def test_task_runs_have_names_a_person_reads_and_no_tags(flow_app, prefect_url):
    """A tag on a task costs it a request; the run has them all."""
    play = opened(flow_app, "appoint")
    drain(flow_app)
    tasks = task_runs(prefect_url, runs_of(prefect_url, play.id)[0], count=1)
    assert sorted((task["name"], task["tags"]) for task in tasks) == [
        ("Lập dự thảo: Tờ trình xin chủ trương", []),
    ]


def test_one_artifact_of_a_case_shows_its_route_and_leads_to_its_page(flow_app, prefect_url, clock):
    play = opened(flow_app, "appoint")
    play.sign("BPTTH", "submitted")
    clock.forward(days=30)
    drain(flow_app)
    key = {"artifacts": {"key": {"any_": [artifact_key(play.id)]}}}
    shown = ask(prefect_url, "artifacts", key)[0]["data"]
    assert f"({bootstrap.settings().address}/cases/{play.id})" in shown
    assert "| Xin chủ trương | Báo và PT, TH Đắk Lắk | 07/09/2026 |  | 07/09/2026 |  |" in shown
    assert "| 07/09/2026 | 21/09/2026 |  | đang chờ, quá hạn |" in shown
    assert not any(name in shown for name in ("Y Thông", "Ngô Quang Huy", "lethuha"))


def test_several_bodies_asked_are_counted_in_the_name(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    play.until("provincial_opinions")
    drain(flow_app)
    name = "Awaiting Ban Tuyên giáo và Dân vận Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy +2"
    assert rest_of(prefect_url, play.id) == ("COMPLETED", name)


def test_k08_a_withdrawn_case_ends_cancelled_not_failed(flow_app, prefect_url):
    play = opened(flow_app, "appoint")
    withdraw(flow_app, Act(act_id="w", case_id=play.id, person="lethuha"), reason="xin rút")
    drain(flow_app)
    assert rest_of(prefect_url, play.id) == ("CANCELLED", "Đã rút")


def test_k07_an_invalid_answer_fails_no_run_and_the_question_is_asked_still(flow_app, prefect_url):
    """K07: what is not offered is refused before anything runs: no run begins or fails, the case
    awaits the same body, and the next answer carries it on."""
    play = opened(flow_app, "appoint")
    drain(flow_app)
    awaiting = ("COMPLETED", "Awaiting Báo và PT, TH Đắk Lắk")
    for outcome, fault in (("passed", OptionNotOffered), ("agree", OptionNotOffered)):
        with pytest.raises(fault):
            play.sign("BPTTH", outcome)
        drain(flow_app)
        assert rest_of(prefect_url, play.id) == awaiting
    assert len(runs_of(prefect_url, play.id)) == 1
    play.sign("BPTTH", "submitted")
    drain(flow_app)
    assert rest_of(prefect_url, play.id) == ("COMPLETED", "Awaiting Ban Thường vụ Tỉnh ủy")
