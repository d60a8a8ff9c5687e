"""How a case moves: rounds, joins, routes, conditions, ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NoAgencyForRole
from domain.facts.steps import StepCompleted, StepOpened
from domain.law.options import Outcome
from domain.state.case import CaseStatus, PostKind
from domain.state.task import TaskStatus
from tests.domain.builders import OPINION, SUBMIT, agencies, agency, law, opened, sign, step

THREE = ["directing_body", "inspection_committee", "state_management"]


def consultation(**join):
    supplement = step("supplement", "submission", ["organization_board"], SUBMIT, then="opinions")
    routes = {"ask_supplement": "supplement", "disagree": "stop"}
    opinions = step(
        "opinions", "consultation", THREE, OPINION, join=join or {"rule": "all"}, routes=routes
    )
    return law(opinions, supplement)


def test_each_agency_asked_gets_one_task_named_after_case_step_round_and_role():
    case = opened(consultation())

    assert [t.id for t in case.open_tasks] == [f"BN-2026-0001/opinions/1/{r}" for r in THREE]
    assert [t.agency for t in case.open_tasks] == ["BTG", "UBKT", "SO"]


def test_the_step_waits_until_all_have_answered():
    law_ = consultation()
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    case, _ = sign(case, law_, "inspection_committee", "agree")

    assert case.step == "opinions"
    assert [t.role for t in case.open_tasks] == ["state_management"]


def test_last_answer_ends_the_step_in_the_same_decision():
    law_ = consultation()
    case = opened(law_)
    for role in THREE:
        case, facts = sign(case, law_, role, "agree")

    assert case.status == CaseStatus.DONE
    assert sum(isinstance(fact, StepCompleted) for fact in facts) == 1


def test_one_disagreement_decides_the_route_after_all_answered():
    law_ = consultation()
    case, _ = sign(opened(law_), law_, "directing_body", "disagree")
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case, _ = sign(case, law_, "state_management", "agree")

    assert case.status == CaseStatus.STOPPED


def test_e01_a_veto_ends_the_step_at_once_and_cancels_the_others():
    law_ = consultation(rule="all", at_once=["disagree"])
    case, _ = sign(opened(law_), law_, "directing_body", "disagree")

    assert case.status == CaseStatus.STOPPED
    assert [t.status for t in case.tasks[1:]] == [TaskStatus.CANCELLED, TaskStatus.CANCELLED]


def test_e02_enough_favourable_answers_end_the_step_and_cancel_the_rest():
    law_ = consultation(rule="at_least", count=2, otherwise="stop")
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    case, _ = sign(case, law_, "state_management", "agree")

    assert case.status == CaseStatus.DONE
    assert case.open_tasks == ()


def test_without_enough_favourable_answers_the_step_goes_where_the_law_file_says():
    law_ = consultation(rule="at_least", count=3, otherwise="supplement")
    case = opened(law_)
    for role, outcome in zip(THREE, ["agree", "no", "agree"], strict=True):
        case, _ = sign(case, law_, role, "agree" if outcome == "agree" else "disagree")

    assert case.status == CaseStatus.STOPPED  # the named route for disagree comes first


def test_any_takes_the_first_answer():
    law_ = consultation(rule="any")
    case, _ = sign(opened(law_), law_, "state_management", "agree")

    assert case.status == CaseStatus.DONE


def test_e05_a_second_round_counts_only_its_own_answers():
    law_ = consultation(rule="all", at_once=["ask_supplement"])
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    case, _ = sign(case, law_, "inspection_committee", "ask_supplement")
    case, _ = sign(case, law_, "organization_board", "submitted")
    case, _ = sign(case, law_, "directing_body", "agree")

    assert (case.step, case.round) == ("opinions", 2)
    assert {t.role for t in case.open_tasks} == {"inspection_committee", "state_management"}


def test_e14_answers_of_the_first_round_are_kept():
    law_ = consultation(rule="all", at_once=["ask_supplement"])
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    case, _ = sign(case, law_, "inspection_committee", "ask_supplement")

    kept = {t.role: t.outcome for t in case.tasks if t.step == "opinions" and t.outcome}
    assert kept == {
        "directing_body": Outcome.AGREE,
        "inspection_committee": Outcome.ASK_SUPPLEMENT,
    }


def test_a_step_whose_condition_does_not_hold_is_passed_over():
    only_head = step("ask", "submission", ["organization_board"], SUBMIT, when="for_head", then="o")
    law_ = law(only_head, step("o", "submission", ["directing_body"], SUBMIT))

    assert opened(law_, post=PostKind.HEAD).step == "ask"
    assert opened(law_, post=PostKind.DEPUTY).step == "o"


def test_b17_a_role_nobody_holds_is_an_error_and_never_falls_to_the_starter():
    law_ = law(step("ask", "submission", ["ministry"], SUBMIT))

    with pytest.raises(NoAgencyForRole):
        opened(law_)


def test_a_role_two_bodies_hold_is_an_error():
    twice = agencies(agency("BTG2", "directing_body"))
    law_ = law(step("ask", "submission", ["directing_body"], SUBMIT), bodies=twice)

    with pytest.raises(NoAgencyForRole):
        opened(law_)


@given(st.permutations(THREE), st.lists(st.sampled_from(["agree", "disagree"]), min_size=3))
def test_whatever_the_order_an_all_join_completes_exactly_once(order, outcomes):
    law_ = consultation()
    case, completed = opened(law_), 0
    for role, outcome in zip(order, outcomes, strict=False):
        case, facts = sign(case, law_, role, outcome)
        completed += sum(isinstance(fact, StepCompleted) for fact in facts)

    assert completed == 1
    assert not case.open


@given(st.data())
def test_no_reachable_state_is_a_dead_end(data):
    law_ = consultation(rule="all", at_once=["ask_supplement"])
    case = opened(law_)
    for _ in range(12):
        if not case.open:
            break
        assert case.open_tasks, "an open case always asks somebody"
        task = data.draw(st.sampled_from(case.open_tasks))
        options = law_.procedure.step(task.step).options.options
        case, facts = sign(
            case, law_, task.role, data.draw(st.sampled_from([o.outcome for o in options]))
        )
        assert sum(isinstance(fact, StepOpened) for fact in facts) <= 1
