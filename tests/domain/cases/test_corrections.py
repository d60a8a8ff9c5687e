"""Return, recall, withdrawal, silence."""

from __future__ import annotations

import pytest

from domain.cases.attempt import Attempt
from domain.cases.corrections import decide_recall, decide_return, return_targets
from domain.directory.actors import Actor
from domain.errors import (
    CannotRecall,
    CannotReturn,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.fact import evolve
from domain.state.task import TaskStatus
from tests.domain.builders import (
    NOON,
    OPINION,
    SUBMIT,
    TWO,
    at_opinions,
    dossier_then_opinions,
    law,
    opened,
    sign,
    signer,
    step,
    task_of,
)


def test_a_case_can_go_back_only_to_earlier_steps_where_papers_are_made():
    law_ = dossier_then_opinions()
    assert return_targets(at_opinions(law_), law_) == ("dossier",)


def test_e08_returning_cancels_the_siblings_and_asks_again_in_a_new_round():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    facts = decide_return(
        Attempt(case, law_, signer("BTG"), NOON),
        task_id=task_of(case, "directing_body"),
        to_step="dossier",
        reason="thiếu nhận xét",
    )
    case = evolve(case, facts)

    assert (case.step, case.round) == ("dossier", 2)
    assert [t.status for t in case.tasks if t.step == "opinions"] == [TaskStatus.CANCELLED] * 2


def test_returning_to_a_step_not_yet_taken_is_refused():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    with pytest.raises(CannotReturn):
        decide_return(
            Attempt(case, law_, signer("BTG"), NOON),
            task_id=task_of(case, "directing_body"),
            to_step="last",
            reason="x",
        )


def test_a_case_that_went_back_is_not_sent_forward_past_what_is_to_be_asked_anew():
    """Going back is no leap: what came after the step stands no more until it is asked again."""
    law_ = law(
        step("dossier", "submission", ["organization_board"], SUBMIT, then="check"),
        step("check", "review", ["state_management"], SUBMIT, then="opinions"),
        step("opinions", "consultation", TWO, OPINION),
    )
    case, _ = sign(at_opinions(law_), law_, "state_management", "submitted")
    assert return_targets(case, law_) == ("check", "dossier")
    back = {"task_id": task_of(case, "directing_body"), "to_step": "dossier", "reason": "thiếu"}
    case = evolve(case, decide_return(Attempt(case, law_, signer("BTG"), NOON), **back))
    assert return_targets(case, law_) == ()
    ahead = {"task_id": task_of(case, "organization_board"), "to_step": "check", "reason": "x"}
    with pytest.raises(CannotReturn):
        decide_return(Attempt(case, law_, signer("BTC"), NOON), **ahead)
    case, _ = sign(case, law_, "organization_board", "submitted")
    assert (case.step, case.round) == ("check", 2)


def test_returning_needs_a_reason():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    with pytest.raises(ReasonMissing):
        decide_return(
            Attempt(case, law_, signer("BTG"), NOON),
            task_id=task_of(case, "directing_body"),
            to_step="dossier",
            reason=" ",
        )


def recall(case, law_, actor, task_id):
    facts = decide_recall(Attempt(case, law_, actor, NOON), task_id=task_id, reason="gửi nhầm")
    return evolve(case, facts)


def test_e10_an_answer_is_recalled_while_the_round_still_runs():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    case = recall(case, law_, signer("BTG"), asked)

    assert case.find_task(asked).status == TaskStatus.RECALLED
    assert case.find_task(f"{asked}~2").status == TaskStatus.OPEN


def test_e10_recalling_the_last_answer_takes_the_untouched_next_step_back():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    case, _ = sign(case, law_, "directing_body", "agree")
    last = task_of(case, "inspection_committee")
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case = recall(case, law_, signer("UBKT"), last)

    assert (case.step, case.round) == ("opinions", 1)
    assert [t.id for t in case.open_tasks] == [f"{last}~2"]


def test_the_recalled_question_answered_again_moves_the_case_on():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    case, _ = sign(case, law_, "directing_body", "agree")
    last = task_of(case, "inspection_committee")
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case = recall(case, law_, signer("UBKT"), last)
    case, _ = sign(case, law_, "inspection_committee", "disagree")

    assert (case.step, case.round) == ("last", 2)


def test_recall_asks_again_those_whose_task_had_become_needless():
    law_ = law(
        step("dossier", "submission", ["organization_board"], SUBMIT, then="opinions"),
        step(
            "opinions",
            "consultation",
            TWO,
            OPINION,
            then="last",
            join={"rule": "all", "at_once": ["disagree"]},
        ),
        step("last", "decision", ["state_management"], OPINION),
    )
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "disagree")
    case = recall(case, law_, signer("BTG"), asked)

    assert {t.role for t in case.open_tasks} == set(TWO)


def test_a_question_asked_again_has_an_id_of_its_own_each_time():
    """Found by search: taken back, answered, taken back: two tasks of one id."""
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    first = task_of(case, "directing_body")
    for tried in ("", "~2", "~3"):
        case, _ = sign(case, law_, "directing_body", "agree")
        case = recall(case, law_, signer("BTG"), f"{first}{tried}")
    asked = [task.id for task in case.tasks]
    assert len(set(asked)) == len(asked)
    assert task_of(case, "directing_body") == f"{first}~4"


def test_taking_an_answer_back_does_not_undo_that_another_sent_the_case_back():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    first = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    other = task_of(case, "inspection_committee")
    attempt = Attempt(case, law_, signer("UBKT"), NOON)
    case = evolve(case, decide_return(attempt, task_id=other, to_step="dossier", reason="x"))
    with pytest.raises(CannotRecall) as refused:
        recall(case, law_, signer("BTG"), first)
    assert refused.value.facts["rule"] == "counts_no_more"


def test_the_person_concerned_sends_nothing_back():
    """Found by search: an answer is theirs, where the case goes is not."""
    law_ = law(
        step("dossier", "submission", ["organization_board"], SUBMIT, then="explain"),
        step("explain", "submission", ["subject"], SUBMIT),
    )
    case, _ = sign(opened(law_), law_, "organization_board", "submitted")
    with pytest.raises(SelfApproval):
        decide_return(
            Attempt(case, law_, Actor("an", "BAO", "subject", frozenset()), NOON),
            task_id=task_of(case, "subject"),
            to_step="dossier",
            reason="x",
        )


def test_e10_an_answer_someone_acted_on_cannot_be_recalled():
    law_ = dossier_then_opinions()
    case = opened(law_)
    first = task_of(case, "organization_board")
    case, _ = sign(case, law_, "organization_board", "submitted")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(CannotRecall) as refused:
        recall(case, law_, signer("BTC"), first)
    assert refused.value.facts["rule"] == "acted_on"


def test_another_agency_cannot_recall_my_answer():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(NotYourTask):
        recall(case, law_, signer("UBKT"), asked)


def test_c17_the_right_to_recall_follows_the_position():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree", actor=signer("BTG", "old head"))
    case = recall(case, law_, signer("BTG", "new head"), asked)

    assert case.find_task(asked).status == TaskStatus.RECALLED


def test_who_opened_the_case_takes_back_no_answer_they_could_not_give():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "disagree")
    with pytest.raises(SelfApproval):
        recall(case, law_, signer("BTG", case.started_by), asked)
