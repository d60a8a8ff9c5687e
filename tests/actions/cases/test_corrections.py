"""Return, recall, withdraw, silence, through the door and seen from the inbox."""

from __future__ import annotations

import pytest

from actions.cases.recall import recall
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.withdraw import withdraw
from actions.execute import Act
from domain.errors import CannotRecall, CannotRecordSilence, CaseClosed, NotYourTask
from domain.law.options import Outcome
from domain.state.case import CaseStatus
from models.cases.inbox import waiting
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened


def inbox(app, *agencies):
    return [w.task for w in read(app.engine, lambda uow: waiting(uow.connection, agencies))]


def test_e05_after_a_supplement_everybody_is_asked_again_and_old_answers_stay(app):
    play = at_opinions(app)
    play.sign("BTGDVTU", "agree")
    play.sign("UBKTTU", "ask_supplement", reason="thiếu nhận xét nơi cư trú")
    play.sign("BPTTH", "submitted")

    case = play.case
    assert (case.step, case.round) == ("provincial_opinions", 2)
    assert len(case.open_tasks) == 4
    kept = [t.outcome for t in case.tasks if t.step == "provincial_opinions" and t.round == 1]
    assert kept == [Outcome.AGREE, Outcome.ASK_SUPPLEMENT, None, None]


def test_e02_a_sibling_no_longer_needed_leaves_the_inbox(app):
    play = at_opinions(app)
    play.sign("UBKTTU", "ask_supplement")
    assert inbox(app, "SVHTTDL") == []


def test_d11_each_round_has_its_own_clock(app, clock):
    play = at_opinions(app)
    first = play.case.open_tasks[0].due
    clock.forward(days=7)
    play.sign("UBKTTU", "ask_supplement")
    play.sign("BPTTH", "submitted")
    second = play.case.open_tasks[0].due
    assert (second.start - first.start).days == 7


def test_disagreement_goes_up_to_the_next_level_with_every_opinion(app):
    play = at_opinions(app)
    play.sign("UBKTTU", "disagree", reason="có đơn chưa giải quyết xong")
    for agency in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(agency)
    assert play.case.step == "opinions_report"
    assert play.case.open


def test_returning_for_rework_reaches_the_right_inbox(app):
    play = at_opinions(app)
    task = play.task("BTGDVTU")
    act = Act(act_id="r", case_id=play.id, person=SIGNERS["BTGDVTU"])
    return_case(app, act, task_id=task, to_step="dossier_in", reason="thiếu biên bản")
    assert play.case.step == "dossier_in"
    assert len(inbox(app, "TU")) == 1
    assert inbox(app, "BTGDVTU", "UBKTTU") == []


def test_e10_an_answer_is_recalled_before_anyone_acts_and_not_after(app):
    play = opened(app)
    task = play.task("BPTTH")
    play.sign("BPTTH", "submitted")
    recall(
        app,
        Act(act_id="rc", case_id=play.id, person=SIGNERS["BPTTH"]),
        task_id=task,
        reason="nhầm tệp",
    )
    assert inbox(app, "BTVTU") == []

    play.sign("BPTTH", "submitted", act_id="again")
    play.sign("BTVTU", "approve")
    with pytest.raises(CannotRecall):
        recall(
            app,
            Act(act_id="rc2", case_id=play.id, person=SIGNERS["BPTTH"]),
            task_id=f"{task}~2",
            reason="nhầm",
        )


def test_a_recall_pressed_twice_is_one_recall(app):
    play = opened(app)
    task = play.task("BPTTH")
    play.sign("BPTTH", "submitted")
    act = Act(act_id="rc", case_id=play.id, person=SIGNERS["BPTTH"])
    first = recall(app, act, task_id=task, reason="nhầm tệp")
    second = recall(app, act, task_id=task, reason="nhầm tệp")
    assert (first.repeated, second.repeated) == (False, True)


def test_withdrawing_empties_every_inbox_and_closes_the_case(app):
    play = at_opinions(app)
    withdraw(app, Act(act_id="w", case_id=play.id, person="lethuha"), reason="nhân sự xin rút")
    assert play.case.status == CaseStatus.WITHDRAWN
    assert inbox(app, *(a for a in SIGNERS)) == []
    with pytest.raises(CaseClosed):
        play.sign("UBKTTU", task=next(t.id for t in play.case.tasks if t.agency == "UBKTTU"))


def test_an_officer_of_another_agency_cannot_withdraw(app):
    play = opened(app)
    with pytest.raises(NotYourTask):
        withdraw(app, Act(act_id="w", case_id=play.id, person="nguyenthilan"), reason="x")


def test_silence_is_recorded_only_after_the_days_and_with_proof(app, clock):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    act = Act(act_id="s", case_id=play.id, person="lethuha")
    with pytest.raises(CannotRecordSilence):
        record_silence(app, act, task_id=task, proof="CV 12-CV/TU ngày 07/9/2026")
    clock.forward(days=30)
    record_silence(app, act, task_id=task, proof="CV 12-CV/TU ngày 07/9/2026")
    assert play.case.find_task(task).outcome == Outcome.NO_REPLY
