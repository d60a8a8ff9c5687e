"""A swapped day is looked at before it is applied: which open deadlines would move, and whither."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.calendar_change import deadlines_moved
from models.unit_of_work import read
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
