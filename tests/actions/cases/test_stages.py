"""The bar of a case: each step once, behind, where it is, ahead."""

from __future__ import annotations

from actions.cases.case_files import case_file, conformance_of
from actions.cases.return_case import return_case
from actions.cases.withdraw import withdraw
from actions.execute import Act
from domain.cases.conformance import stages
from tests.playing import at_opinions, opened


def bar(play):
    file = case_file(play.app, play.id)
    found = stages(file.case, file.law, conformance_of(play.app, play.id))
    return [(stage.step.id, stage.state, stage.again) for stage in found]


def test_each_step_stands_once_behind_now_and_ahead(lite):
    found = bar(at_opinions(lite))
    steps = [step for step, _, _ in found]
    assert len(steps) == len(set(steps))
    now = steps.index("provincial_opinions")
    assert [state for _, state, _ in found[: now + 2]] == ["done"] * now + ["open", "ahead"]
    assert found[-1][1] == "ahead"


def test_what_a_return_leads_back_over_lies_ahead_once_more(lite):
    play = opened(lite)
    play.until("eligibility_review")
    act = Act(act_id="back", case_id=play.id, person="dangducthuan")
    task = play.case.open_tasks[0].id
    return_case(lite, act, task_id=task, to_step="policy_request", reason="Thiếu tờ trình.")
    assert bar(play)[:3] == [
        ("policy_request", "open", True),
        ("policy_decision", "ahead", True),
        ("eligibility_review", "ahead", True),
    ]


def test_a_case_that_ended_has_nothing_ahead_and_shows_where_it_stopped(lite):
    play = opened(lite)
    play.until("policy_decision")
    act = Act(act_id="out", case_id=play.id, person="lethuha")
    withdraw(lite, act, reason="Đơn vị xin rút.")
    assert bar(play) == [
        ("policy_request", "done", False),
        ("policy_decision", "broken_off", False),
    ]


def test_steps_whose_condition_fails_are_not_on_the_bar(lite):
    play = opened(lite)
    rows = conformance_of(lite, play.id)
    passed_over = {row.step.id for row in rows if row.state == "passed_over"}
    assert passed_over
    assert not passed_over & {step for step, _, _ in bar(play)}
