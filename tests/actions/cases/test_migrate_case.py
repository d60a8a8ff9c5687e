"""A running case goes on by another text: what was answered alike stands, what is new is asked."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from actions.audit.verifying import verify
from actions.cases.case_files import case_file, conformance_of
from actions.cases.migrate_case import migrate_case, other_law
from actions.cases.recall import recall
from actions.cases.return_case import return_case
from actions.cases.story import story_of
from actions.decisions.readiness import readiness_of
from actions.execute import Act
from domain.cases.corrections import return_targets
from domain.errors import (
    ActIdReused,
    BadInput,
    CaseClosed,
    NotYourTask,
    NoVersionInForce,
    ReasonMissing,
    SelfApproval,
    Stands,
)
from domain.facts.opening import CaseMigrated
from domain.migration.errors import CannotMigrate
from domain.migration.plan import StepFate
from domain.state.task import TaskStatus
from regulations.catalogue import DATA, load
from tests.balloting import call
from tests.looking import read
from tests.moving import under
from tests.playing import PlayedCase, opened

LAST_OF_75 = date(2023, 2, 27)
SAID = {"reason": "quy định mới đã có hiệu lực", "document": "12-CV/BTCTU ngày 01/9/2026"}
ROUNDS = ("collective_first", "enlarged_vote", "collective_second", "collective_third")


def migrate(play: PlayedCase, person: str = "lethuha", act: str = "migrate", **said):
    wish = Act(act_id=act, case_id=play.id, person=person)
    return migrate_case(play.app, wish, **{"day": play.app.today()} | SAID | said)


def at_75(app, step: str) -> PlayedCase:
    play = opened(app, decided_on=LAST_OF_75)
    play.until(step)
    return play


def facts(play: PlayedCase):
    return read(play.app.engine, lambda uow: uow.cases.facts(play.id))


def test_new_steps_are_asked_and_ballots_counted_before_are_not_held_again(lite):
    play = at_75(lite, "provincial_opinions")
    migrate(play)
    assert (play.case.procedure, play.case.step) == ("101/appoint.party", "eligibility_review")
    play.until("provincial_opinions")
    assert {step: play.case.rounds(step) for step in ROUNDS} == dict.fromkeys(ROUNDS, 1)
    assert play.case.rounds("provincial_opinions") == 2
    play.until("end")
    assert play.case.outcome == "submitted"
    assert verify(lite, case_id=play.id) == []


def test_where_the_text_asks_the_same_the_question_goes_on(lite):
    play = opened(lite, "resign", decided_on=LAST_OF_75)
    play.until("provincial_opinions")
    before = play.case.open_tasks
    migrate(play)
    assert play.case.procedure == "101/resign.party"
    assert play.case.open_tasks == before


def test_the_plan_says_beforehand_what_the_act_does(lite):
    play = at_75(lite, "standing_vote")
    plan = other_law(lite, play.id, lite.today()).plan
    asked = [s.id for s in plan.path if plan.fates[s.id] != StepFate.STANDS]
    migrate(play)
    first = len(play.case.tasks) - len(play.case.open_tasks)
    play.until("end")
    opened_since = list(dict.fromkeys(task.step for task in play.case.tasks[first:]))
    assert opened_since == asked


def test_a_step_the_new_text_does_not_know_stays_readable(lite):
    play = opened(lite, decided_on=date(2020, 9, 28))
    play.until("provincial_opinions")
    migrate(play, day=LAST_OF_75)
    assert "personnel_process" in next(f for f in facts(play) if isinstance(f, CaseMigrated)).gone
    law = case_file(lite, play.id).law.procedure
    assert law.step("personnel_process").title
    assert "personnel_process" not in {step.id for step in law.steps}
    conformance_of(lite, play.id)
    assert read(lite.engine, lambda uow: story_of(lite, uow, play.id, "vi"))
    assert verify(lite, case_id=play.id) == []


def test_the_text_of_the_decisions_day_is_asked_about_no_more(lite):
    play = at_75(lite, "decision")
    keys = {line.key for line in readiness_of(lite, play.id, "decision", lite.today())}
    assert "law_changed" in keys
    migrate(play)
    play.until("decision")
    keys = {line.key for line in readiness_of(lite, play.id, "decision", lite.today())}
    assert "law_changed" not in keys


def test_ballots_counted_under_the_old_text_are_not_undone_by_going_back(lite):
    play = at_75(lite, "provincial_opinions")
    migrate(play)
    play.until("provincial_opinions")
    back = Act(act_id="back", case_id=play.id, person="hlinhnie")
    task = play.task("BTGDVTU")
    with pytest.raises(Stands):
        return_case(lite, back, task_id=task, to_step="policy_request", reason="làm lại")
    return_case(lite, back, task_id=task, to_step="eligibility_review", reason="rà soát lại")
    play.until("provincial_opinions")
    assert play.case.rounds("collective_first") == 1


def test_nothing_goes_back_to_a_step_that_the_text_of_now_does_not_know(lite):
    play = opened(lite, "reappoint")
    play.until("trust_vote")
    migrate(play, day=LAST_OF_75)
    old = play.case.tasks[0].step
    play.until("trust_vote")
    law = read(lite.engine, lambda uow: lite.law(uow, play.case))
    assert old not in {step.id for step in law.procedure.steps}
    assert old not in return_targets(play.case, law)


def test_an_answer_taken_back_costs_no_ballot(lite):
    play = at_75(lite, "provincial_opinions")
    migrate(play)
    play.past("eligibility_review")
    assert play.case.step == "provincial_opinions"
    task = next(t for t in play.case.tasks if t.step == "eligibility_review")
    act = Act(act_id="recall", case_id=play.id, person="dangducthuan")
    recall(lite, act, task_id=task.id, reason="xem lại")
    play.past("eligibility_review")
    assert play.case.step == "provincial_opinions"
    assert play.case.rounds("collective_first") == 1


def test_steps_kept_from_an_older_text_make_it_no_other_text(lite):
    play = opened(lite, decided_on=date(2020, 9, 28))
    play.until("provincial_opinions")
    migrate(play)
    assert case_file(lite, play.id).law.procedure.past
    play.until("decision")
    keys = {line.key for line in readiness_of(lite, play.id, "decision", lite.today())}
    assert "law_changed" not in keys


def test_the_same_text_under_other_rules_is_another_law(lite, tmp_path):
    play = opened(lite)
    data = tmp_path / "law"
    shutil.copytree(DATA, data)
    rules = data / "rules/standards.yaml"
    rules.write_text(rules.read_text("utf-8").replace("{months: 24}", "{months: 400}"), "utf-8")
    app = under(lite, load(data))
    before = play.case
    migrate(PlayedCase(app, play.id))
    after = play.case
    assert (after.law_digest, after.open_tasks) == (before.law_digest, before.open_tasks)
    assert after.law_book == app.catalogue.book_digest != before.law_book
    assert verify(app, case_id=play.id) == []


def test_a_ballot_that_runs_is_not_cut_off(lite):
    play = at_75(lite, "enlarged_vote")
    call(play, ["ngoquanghuy", "hlinhnie", "phamquochung", "buithanhmai", "vominhtri"])
    with pytest.raises(Stands):
        migrate(play)


def test_what_is_asked_no_more_is_closed(lite):
    play = at_75(lite, "provincial_opinions")
    asked = {task.id for task in play.case.open_tasks}
    migrate(play)
    closed = {t.id for t in play.case.tasks if t.status == TaskStatus.CANCELLED}
    assert closed == asked


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"document": ""}, BadInput),
        ({"day": LAST_OF_75}, CannotMigrate),
        ({"day": date(2001, 1, 1)}, NoVersionInForce),
        ({"person": "tranvanbinh"}, NotYourTask),
        ({"person": "ythongeban"}, SelfApproval),
    ],
)
def test_refused(lite, said, refusal):
    play = at_75(lite, "policy_decision")
    before = play.case
    with pytest.raises(refusal):
        migrate(play, **said)
    assert play.case == before


def test_a_closed_case_and_an_issued_decision_stay_under_their_text(lite):
    play = at_75(lite, "announce")
    with pytest.raises(Stands):
        migrate(play)
    play.until("end")
    with pytest.raises(CaseClosed):
        migrate(play)


def test_sent_twice_it_is_one_act_and_another_is_refused(lite):
    play = at_75(lite, "policy_decision")
    first = migrate(play)
    moved = play.case
    assert not first.repeated
    assert migrate(play).repeated
    assert play.case == moved
    with pytest.raises(ActIdReused):
        migrate(play, reason="lý do khác")
