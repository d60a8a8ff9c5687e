"""A swapped day is looked at before it is applied: which open deadlines would move, and whither."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.calendar.calendar_change import deadlines_moved, move_deadlines
from domain.errors import BadInput, NotAllowed
from domain.facts.steps import DeadlineMoved
from tests.looking import read
from tests.playing import opened


@pytest.fixture
def play(lite):
    """A case whose principle is to be decided within ten working days."""
    play = opened(lite)
    play.until("policy_decision")
    return play


def due(play):
    return play.case.open_tasks[0].due


def inside(play):
    """A working day within the running deadline."""
    calendar = play.app.catalogue.calendar
    day = due(play).start + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def saturday(play):
    day = due(play).start + timedelta(days=1)
    while day.weekday() != 5:
        day += timedelta(days=1)
    return day


def test_a_day_off_moves_the_deadline_and_names_both_days(play):
    (moved,) = deadlines_moved(play.app, [inside(play)], [])
    assert (moved.case, moved.task.step) == (play.id, "policy_decision")
    assert moved.before == due(play)
    assert moved.after.day > moved.before.day


def test_a_swap_within_the_time_moves_nothing(play):
    assert deadlines_moved(play.app, [inside(play)], [saturday(play)]) == ()


def test_a_working_saturday_brings_it_forward(play):
    (moved,) = deadlines_moved(play.app, [], [saturday(play)])
    assert moved.after.day < moved.before.day


def test_days_outside_every_deadline_move_nothing(play):
    assert deadlines_moved(play.app, [due(play).day + timedelta(days=30)], []) == ()


def test_looking_changes_nothing(play):
    before = play.case
    deadlines_moved(play.app, [inside(play)], [])
    assert play.case == before
    assert read(play.app.engine, lambda uow: uow.cases.open_ids()) == (play.id,)


DOCUMENT = "Thông báo hoán đổi ngày làm việc"


def changed(app, off):
    """The application after the table of working days was changed in its data."""
    catalogue = replace(app.catalogue)
    calendar = app.catalogue.calendar
    days = dict(calendar.holidays.items()) | {off: "nghỉ hoán đổi"}
    catalogue.__dict__["calendar"] = replace(calendar, holidays=days)
    return replace(app, law_data=catalogue)


def test_once_the_day_is_law_the_deadline_moves_in_the_cases_history(play):
    before = due(play)
    app = changed(play.app, inside(play))
    (moved,) = move_deadlines(app, DOCUMENT, person="luonggiaminh")
    assert due(play) == moved.after
    assert due(play).day > before.day
    fact = read(app.engine, lambda uow: uow.cases.facts(play.id))[-1]
    assert isinstance(fact, DeadlineMoved)
    assert (fact.before, fact.document, fact.by.person) == (before.day, DOCUMENT, "luonggiaminh")
    assert move_deadlines(app, DOCUMENT, person="luonggiaminh") == ()


def test_only_who_administers_moves_deadlines_and_names_the_document(play):
    app = changed(play.app, inside(play))
    with pytest.raises(NotAllowed):
        move_deadlines(app, DOCUMENT, person="lethuha")
    with pytest.raises(BadInput):
        move_deadlines(app, " ", person="luonggiaminh")
    assert due(play) == play.case.open_tasks[0].due
    facts = read(app.engine, lambda uow: uow.cases.facts(play.id))
    assert not any(isinstance(fact, DeadlineMoved) for fact in facts)
