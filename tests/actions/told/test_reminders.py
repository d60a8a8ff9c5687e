"""Reminders and what goes up: through the sweep, by several workers, clocks that jump, on pages."""

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest

from actions.cases.remind_late import pass_deadlines
from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.province.acts import choice_typed, choose
from actions.told.reminded import reminded
from domain.cases.sign_off import SUBJECT
from domain.effects.notices import NoticeKind
from tests.actions.province.test_change import entry
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened

ASKED = "BTVTU"  # ten working days for the policy decision, from Monday 7/9 to Monday 21/9


@pytest.fixture
def play(app):
    play = opened(app)
    play.sign("BPTTH", "submitted")
    return play


def lines(play):
    """What the clock told so far: kind, whom, for which day it stands in."""
    found = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    clock = {"near", "due_today", "late", "still_late", "head_told", "handler_told"}
    return [(str(n.kind), n.agency or n.person, n.facts["since"]) for n in found if n.kind in clock]


def test_every_stage_is_told_on_its_day_and_once(app, play, clock):
    for _ in range(25):
        for _ in range(3):
            pass_deadlines(app)
        clock.forward(days=1)
    assert lines(play) == [
        ("near", ASKED, ""),
        ("due_today", ASKED, ""),
        ("late", ASKED, ""),
        ("head_told", SIGNERS[ASKED], ""),
        ("still_late", ASKED, ""),
        ("handler_told", "BTCTU", ""),
        ("still_late", ASKED, ""),
    ]


def test_after_a_stop_one_notice_to_each_says_for_which_day_it_is_made_up(app, play, clock):
    clock.forward(days=60)
    pass_deadlines(app)
    assert [(kind, whom) for kind, whom, _ in lines(play)] == [
        ("still_late", ASKED),
        ("head_told", SIGNERS[ASKED]),
        ("handler_told", "BTCTU"),
    ]
    assert {since for _, _, since in lines(play)[1:]} == {"2026-09-22", "2026-09-24"}
    assert pass_deadlines(app).notices == 0


def test_a_clock_that_jumps_ahead_and_back_tells_nothing_twice(app, play, clock):
    clock.forward(days=40)
    pass_deadlines(app)
    before = lines(play)
    clock.forward(days=-25)
    pass_deadlines(app)
    assert lines(play) == before
    clock.forward(days=60)
    assert pass_deadlines(app).notices == 1  # late again, and nothing of what went up


def test_many_workers_at_once_tell_each_thing_once(app, play, clock):
    clock.forward(days=30)
    workers = [Thread(target=pass_deadlines, args=(app,)) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = lines(play)
    assert len(found) == len(set(found)) == 3


def test_d25_the_last_day_stays_and_who_runs_the_case_is_the_last_to_be_told(app, play, clock):
    (task,) = play.case.open_tasks
    for _ in range(12):
        clock.forward(days=30)
        pass_deadlines(app)
    kinds = [kind for kind, _, _ in lines(play)]
    assert (kinds.count("head_told"), kinds.count("handler_told")) == (1, 1)
    assert [one.due for one in play.case.open_tasks] == [task.due]


def test_a_province_chooses_for_a_body_from_a_day_on(lite, clock):
    play = at_opinions(lite)
    said = {"body": "UBKTTU", "before": "0", "every": "0", "head_after": "0", "handler_after": "1"}
    typed = choice_typed(said, date(2026, 9, 1))
    choose(lite, entry(), "reminders_set", typed, reason="chọn")
    pass_deadlines(lite)
    due = next(t.due for t in play.case.open_tasks if t.agency == "UBKTTU")
    while lite.today() <= due.day:
        clock.forward(days=1)
        pass_deadlines(lite)
    clock.forward(days=3)
    pass_deadlines(lite)
    of_task = [n for n in lines(play) if n[1] in ("UBKTTU", SIGNERS["UBKTTU"])]
    assert [kind for kind, _, _ in of_task] == ["late"]


def test_what_was_told_stands_by_the_question_with_names_and_days(app, play, clock):
    clock.forward(days=17)
    pass_deadlines(app)
    (task,) = play.case.open_tasks
    said = read(app.engine, lambda uow: reminded(uow, [task.id]))[task.id]
    assert said.days == (app.today(),)
    assert said.heads == (("Bí thư Lê Hoàng Khuê", app.today()),)
    assert said.handlers == (("BTCTU", app.today()),)


def test_an_answered_question_reminds_nobody(app, play, clock):
    play.sign(ASKED, "approve")
    clock.forward(days=60)
    pass_deadlines(app)
    assert not any(whom in (ASKED, SIGNERS[ASKED]) for _, whom, _ in lines(play))
    assert NoticeKind.HEAD_TOLD in {NoticeKind(kind) for kind, _, _ in lines(play)}


def test_what_was_asked_of_the_person_concerned_goes_to_no_head(lite, clock):
    play = opened(lite, "discipline")
    play.until("explanation")
    (task,) = play.case.open_tasks
    assert task.role == SUBJECT
    clock.forward(days=90)
    pass_deadlines(lite)
    told = [(kind, whom) for kind, whom, _ in lines(play)]
    assert told == [("still_late", play.case.subject), ("handler_told", play.case.handler)]


def test_a_head_who_stepped_aside_is_passed_over(lite, clock):
    play = opened(lite)
    play.sign("BPTTH", "submitted")
    step_aside(
        lite,
        Act(act_id="a", case_id=play.id, person="lehoangkhue"),
        who="lehoangkhue",
        relation="spouse",
    )
    clock.forward(days=15)
    pass_deadlines(lite)
    assert [kind for kind, _, _ in lines(play)] == ["late", "handler_told"]
