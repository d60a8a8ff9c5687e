"""Deadlines: people are told once, after the day has ended; the clock closes nothing."""

from __future__ import annotations

import pytest

from actions.cases.remind_late import pass_deadlines
from flows.duties import seal_heads, sweep_deadlines
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened

LATE = ("late", "still_late", "head_told", "handler_told")


def late(app, play):
    found = read(app.engine, lambda uow: uow.notices.of_case(play.id))
    return [n.agency or n.person for n in found if n.kind in LATE]


def test_d14_a_task_is_not_late_on_its_last_day(app, clock):
    play = opened(app)
    play.sign("BPTTH", "submitted")  # 10 working days for the policy decision, from Monday 7/9
    clock.forward(days=14)
    pass_deadlines(app)
    assert late(app, play) == []


def test_the_agency_asked_and_its_head_are_told_once(app, clock):
    play = opened(app)
    play.sign("BPTTH", "submitted")
    clock.forward(days=15)
    reports = [pass_deadlines(app) for _ in range(3)]
    assert sorted(late(app, play)) == ["BTVTU", "lehoangkhue"]
    assert [r.notices for r in reports] == [2, 0, 0]


def test_d23_after_a_long_stop_each_late_task_gives_one_notice(app, clock):
    """Who is asked, the head of that body, and the body that runs the case."""
    play = at_opinions(app)
    clock.forward(days=90)
    for _ in range(3):
        pass_deadlines(app)
    asked = ["BTGDVTU", "DUUBND", "SVHTTDL", "UBKTTU"]
    heads = [SIGNERS[body] for body in asked]
    assert sorted(late(app, play)) == sorted([*asked, *heads, *["BTCTU"] * 4])


def test_passing_a_deadline_never_closes_a_case(app, clock):
    play = at_opinions(app)
    clock.forward(days=400)
    pass_deadlines(app)
    assert play.case.open
    play.sign("UBKTTU")


@pytest.mark.prefect
def test_the_sweep_runs_as_a_prefect_flow(flow_app, prefect_url, clock):
    play = opened(flow_app)
    play.sign("BPTTH", "submitted")
    clock.forward(days=15)
    assert sweep_deadlines().notices == 2


@pytest.mark.prefect
def test_a_seal_is_made_by_a_prefect_flow_when_due(flow_app, prefect_url):
    opened(flow_app)
    assert seal_heads() == 1
    assert len(read(flow_app.engine, lambda uow: uow.seals.all())) == 1
    assert seal_heads() == 0
