"""Return, recall, withdrawal, silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseStatus, evolve
from domain.corrections import (
    decide_recall,
    decide_return,
    decide_silence,
    decide_withdraw,
    return_targets,
)
from domain.errors import (
    CannotRecall,
    CannotRecordSilence,
    CannotReturn,
    CaseClosed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
    TaskClosed,
)
from domain.options import Outcome
from domain.tasks import TaskStatus
from domain.turn import Turn
from tests.domain.builders import (
    BASIS,
    NOON,
    OPINION,
    SUBMIT,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
    task_of,
)

TWO = ["directing_body", "inspection_committee"]
SILENCE = {"working_days": 15, "basis": BASIS | {"confidence": "I"}}


def make():
    return law(
        step("dossier", "submission", ["organization_board"], SUBMIT, then="opinions"),
        step("opinions", "consultation", TWO, OPINION, then="last", silence=SILENCE),
        step("last", "decision", ["state_management"], OPINION),
    )


def at_opinions(law_):
    case, _ = sign(opened(law_), law_, "organization_board", "submitted")
    return case


def turn(case, law_, actor, at=NOON):
    return Turn(case, law_, actor, at)


def test_a_case_can_go_back_only_to_earlier_steps_where_papers_are_made():
    law_ = make()
    assert return_targets(at_opinions(law_), law_) == ("dossier",)


def test_e08_returning_cancels_the_siblings_and_asks_again_in_a_new_round():
    law_ = make()
    case = at_opinions(law_)
    facts = decide_return(
        turn(case, law_, signer("BTG")),
        task_id=task_of(case, "directing_body"), to_step="dossier", reason="thiếu nhận xét",
    )  # fmt: skip
    case = evolve(case, facts)

    assert (case.step, case.round) == ("dossier", 2)
    assert [t.status for t in case.tasks if t.step == "opinions"] == [TaskStatus.CANCELLED] * 2


def test_returning_to_a_step_not_yet_taken_is_refused():
    law_ = make()
    case = at_opinions(law_)
    with pytest.raises(CannotReturn):
        decide_return(
            turn(case, law_, signer("BTG")),
            task_id=task_of(case, "directing_body"), to_step="last", reason="x",
        )  # fmt: skip


def test_returning_needs_a_reason():
    law_ = make()
    case = at_opinions(law_)
    with pytest.raises(ReasonMissing):
        decide_return(
            turn(case, law_, signer("BTG")),
            task_id=task_of(case, "directing_body"), to_step="dossier", reason=" ",
        )  # fmt: skip


def recall(case, law_, actor, task_id):
    facts = decide_recall(turn(case, law_, actor), task_id=task_id, reason="gửi nhầm")
    return evolve(case, facts)


def test_e10_an_answer_is_recalled_while_the_round_still_runs():
    law_ = make()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    case = recall(case, law_, signer("BTG"), asked)

    assert case.find_task(asked).status == TaskStatus.RECALLED
    assert case.find_task(f"{asked}~2").status == TaskStatus.OPEN


def test_e10_recalling_the_last_answer_takes_the_untouched_next_step_back():
    law_ = make()
    case = at_opinions(law_)
    case, _ = sign(case, law_, "directing_body", "agree")
    last = task_of(case, "inspection_committee")
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case = recall(case, law_, signer("UBKT"), last)

    assert (case.step, case.round) == ("opinions", 1)
    assert [t.id for t in case.open_tasks] == [f"{last}~2"]


def test_the_recalled_question_answered_again_moves_the_case_on():
    law_ = make()
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
            "opinions", "consultation", TWO, OPINION, then="last",
            join={"rule": "all", "at_once": ["disagree"]},
        ),
        step("last", "decision", ["state_management"], OPINION),
    )  # fmt: skip
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "disagree")
    case = recall(case, law_, signer("BTG"), asked)

    assert {t.role for t in case.open_tasks} == set(TWO)


def test_e10_an_answer_someone_acted_on_cannot_be_recalled():
    law_ = make()
    case = opened(law_)
    first = task_of(case, "organization_board")
    case, _ = sign(case, law_, "organization_board", "submitted")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(CannotRecall) as refused:
        recall(case, law_, signer("BTC"), first)
    assert refused.value.facts["rule"] == "acted_on"


def test_another_agency_cannot_recall_my_answer():
    law_ = make()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(NotYourTask):
        recall(case, law_, signer("UBKT"), asked)


def test_c17_the_right_to_recall_follows_the_position():
    law_ = make()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree", actor=signer("BTG", "old head"))
    case = recall(case, law_, signer("BTG", "new head"), asked)

    assert case.find_task(asked).status == TaskStatus.RECALLED


def test_withdrawing_closes_the_case_and_its_tasks():
    law_ = make()
    case = at_opinions(law_)
    case = evolve(case, decide_withdraw(turn(case, law_, officer()), reason="nhân sự xin rút"))

    assert case.status == CaseStatus.WITHDRAWN
    assert case.open_tasks == ()


def test_a_closed_case_cannot_be_withdrawn():
    law_ = make()
    case = at_opinions(law_)
    case = evolve(case, decide_withdraw(turn(case, law_, officer()), reason="rút"))
    with pytest.raises(CaseClosed):
        decide_withdraw(turn(case, law_, officer()), reason="rút")


def test_the_person_concerned_cannot_withdraw_the_case():
    law_ = make()
    case = at_opinions(law_)
    with pytest.raises(SelfApproval):
        decide_withdraw(turn(case, law_, officer("BTC", "an")), reason="rút")


def silence(case, law_, at, task_id=None):
    return decide_silence(
        turn(case, law_, officer(), at),
        task_id=task_id or task_of(case, "directing_body"), proof="CV 12, gửi ngày 07/9/2026",
    )  # fmt: skip


def test_silence_may_be_recorded_only_after_the_foreseen_days_have_ended():
    law_ = make()
    case = at_opinions(law_)
    fifteenth = NOON + timedelta(days=21)  # 15 working days after Monday 7 September
    with pytest.raises(CannotRecordSilence):
        silence(case, law_, fifteenth)
    case = evolve(case, silence(case, law_, fifteenth + timedelta(days=1)))
    assert case.tasks[1].outcome == Outcome.NO_REPLY


def test_silence_of_the_last_agency_completes_the_step():
    law_ = make()
    case = at_opinions(law_)
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case = evolve(case, silence(case, law_, NOON + timedelta(days=30)))
    assert case.step == "last"


def test_an_answer_given_meanwhile_beats_silence():
    law_ = make()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(TaskClosed):
        silence(case, law_, NOON + timedelta(days=30), asked)


def test_a_step_that_foresees_no_silence_must_be_answered():
    law_ = make()
    case = opened(law_)
    with pytest.raises(CannotRecordSilence):
        silence(case, law_, NOON + timedelta(days=90), task_of(case, "organization_board"))
