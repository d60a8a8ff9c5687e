"""Reported of other systems, tried here: days that pass, and steps that wait for the last of
several (D02, D10, E07, E13)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from actions.cases.offers import returns_to
from actions.cases.record_reply import record_reply
from actions.cases.remind_late import pass_deadlines
from actions.cases.return_case import return_case
from actions.execute import Act
from bootstrap.demonstration.scans import scan as a_pdf
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff
from domain.facts.answers import PaperReply
from domain.law.options import Outcome
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened

ROUND = ("BTGDVTU", "UBKTTU", "SVHTTDL", "DUUBND")


def told(play, *kinds):
    found = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    return [notice.at for notice in found if notice.kind in kinds]


def test_d02_a_month_later_on_the_same_day_of_the_month_is_another_day(lite, clock):
    """D02: last run 15 Jan, next run 15 Feb: it runs."""
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    clock.now = datetime(2026, 9, 22, 3, tzinfo=UTC)
    assert pass_deadlines(lite).notices == 2
    clock.now = datetime(2026, 10, 22, 3, tzinfo=UTC)
    assert pass_deadlines(lite).notices == 2
    assert told(play, "late", "still_late")[-1] == clock.now


def test_d10_however_often_one_looks_a_day_is_over_at_its_end(lite, clock):
    """D10: wait = 1 working day, looked at every minute: told after that day, once."""
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    midnight = datetime(2026, 9, 21, 17, tzinfo=UTC)  # in Đắk Lắk, after the last day
    clock.now = midnight - timedelta(minutes=20)
    while clock.now < midnight + timedelta(minutes=20):
        pass_deadlines(lite)
        clock.forward(minutes=1)
    assert told(play, "late") == told(play, "head_told") == [midnight]
    assert told(play, "handler_told") == []


def test_e07_a_step_waits_for_the_answer_somebody_has_to_type_in(lite):
    """E07: one of the branches is set going by hand only (an answer on paper, typed in by an
    officer): the step waits for it, whatever else runs."""
    play = at_opinions(lite)
    for body in ROUND[:-1]:
        play.sign(body)
    for _ in range(3):
        play.follow()
        pass_deadlines(lite)
    (task,) = play.case.open_tasks
    assert play.case.step == "provincial_opinions"
    paper = PaperReply(number="9-CV/ĐU", dated=lite.today(), received=lite.today(), scan="")
    wish = SignOff(
        act_id="typed", case_id=play.id, task_id=task.id, outcome=Outcome.AGREE, reason="nhất trí"
    )
    record_reply(lite, wish, paper, SentFile("tra-loi.pdf", a_pdf("reply")), person="lethuha")
    assert play.case.step != "provincial_opinions"


def test_e13_sent_back_to_before_it_a_step_counts_its_answers_from_nothing(lite):
    """E13: the case goes back to before a step of several, and comes again: all are asked, none of
    the old answers counts, and the last one completes it."""
    play = at_opinions(lite)
    play.sign("SVHTTDL")
    play.sign("DUUBND")
    back = Act(act_id="back", case_id=play.id, person=SIGNERS["BTGDVTU"])
    task = play.task("BTGDVTU")
    before = read(lite.engine, lambda uow: returns_to(lite, uow, play.case))[0]
    return_case(lite, back, task_id=task, to_step=before, reason="bổ sung hồ sơ")
    assert play.case.step == before
    play.until("provincial_opinions")
    asked = [(one.agency, one.round) for one in play.case.open_tasks]
    assert asked == [(body, 2) for body in ROUND]
    for body in ROUND[:-1]:
        play.sign(body)
        assert play.case.step == "provincial_opinions"
    play.sign(ROUND[-1])
    assert play.case.step != "provincial_opinions"
