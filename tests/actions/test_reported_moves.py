"""Reported of other systems, tried here: what becomes of deadlines, reminders and questions when a
running case goes on by another text (F02, F04, F05, F10)."""

from __future__ import annotations

from datetime import date

import pytest

from actions.audit.verifying import verify
from actions.cases.remind_late import pass_deadlines
from tests.actions.cases.test_migrate_case import LAST_OF_75, migrate
from tests.looking import read
from tests.playing import PlayedCase, opened

ASKED = ["BTGDVTU", "UBKTTU"]  # whom both texts ask for opinions on a resignation
ALL_LATE = sorted([*ASKED, "BTCTU", "BTCTU"])  # who is asked, and who runs the case for each


@pytest.fixture
def play(lite):
    """Under the old text, two bodies asked at once; the new text asks them the same."""
    play = opened(lite, "resign", decided_on=LAST_OF_75)
    play.until("provincial_opinions")
    assert {task.agency for task in play.case.open_tasks} == set(ASKED)
    return play


def told_late(play: PlayedCase) -> list[str]:
    """Bodies told that a day has passed, once for each question and body."""
    found = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    return sorted(n.agency for n in found if n.kind in ("late", "still_late", "handler_told"))


def test_f02_who_was_reminded_is_not_reminded_again_after_the_case_moved(lite, play, clock):
    """F02: reminder sent, then migrate: not sent again."""
    clock.forward(days=40)
    pass_deadlines(lite)
    assert told_late(play) == ALL_LATE
    migrate(play)
    assert pass_deadlines(lite).notices == 0
    assert told_late(play) == ALL_LATE


def test_f04_a_deadline_is_watched_after_the_case_moved(lite, play, clock):
    """F04: step with due date, migrate, let it expire: flagged overdue, and not before."""
    migrate(play)
    pass_deadlines(lite)
    assert told_late(play) == []
    clock.forward(days=40)
    pass_deadlines(lite)
    assert told_late(play) == ALL_LATE


def test_f04_a_question_asked_anew_is_watched_too(lite, clock):
    """F04: where the other text asks something else, its own days run."""
    play = opened(lite, decided_on=LAST_OF_75)
    play.until("provincial_opinions")
    migrate(play)
    assert play.case.step == "eligibility_review"
    clock.forward(days=60)
    pass_deadlines(lite)
    (task,) = play.case.open_tasks
    assert {task.agency, "BTCTU"} == set(told_late(play))


def test_f05_a_case_moves_twice_and_goes_on_to_its_end(lite):
    """F05: migrate v1 → v2 → v3 while active: works, and what each text asked stays readable."""
    play = opened(lite, decided_on=date(2020, 9, 28))
    play.until("provincial_opinions")
    first = play.case.procedure
    migrate(play, act="one", day=LAST_OF_75)
    play.until("provincial_opinions")
    second = play.case.law_digest
    migrate(play, act="two")
    assert (play.case.procedure, first) == ("101/appoint.party", "75-2007/appoint.party")
    assert play.case.law_digest != second
    law = read(lite.engine, lambda uow: lite.law(uow, play.case)).procedure
    assert all(law.step(task.step).title for task in play.case.tasks)
    play.until("end")
    assert play.case.outcome == "submitted"
    assert verify(lite, case_id=play.id) == []


def test_f10_every_one_of_those_asked_at_once_keeps_the_own_deadline(lite, play, clock):
    """F10: multi-agency consult with deadlines, migrate, one answers: all others keep theirs."""
    before = {task.agency: (task.opened_at, task.due) for task in play.case.open_tasks}
    clock.forward(days=3)
    migrate(play)
    assert {task.agency: (task.opened_at, task.due) for task in play.case.open_tasks} == before
    assert all(due for _, due in before.values())
    play.sign("BTGDVTU")
    clock.forward(days=40)
    pass_deadlines(lite)
    assert told_late(play) == ["BTCTU", "UBKTTU"]
