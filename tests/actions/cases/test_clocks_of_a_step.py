"""Where two clocks run over one step, the earlier end binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.cases.case_files import case_file
from domain.calendar.clock import local_day
from domain.calendar.workdays import calendar_days_after
from domain.law.deadlines import recount
from tests.conftest import CATALOGUE
from tests.playing import opened


def at_party_discipline(lite):
    play = opened(lite, "discipline")
    play.until("party_discipline")
    return play


def decided(lite, play, form):
    """The decision step after the Party body has voted `form` on its day."""
    voted = lite.today()
    story = replace(play.story(), choose=lambda step, _task: step.options.option(form))
    story.answer(case_file(lite, play.id), play.case.open_tasks[0])
    play.until("decision")
    return voted, play.case.open_tasks[0].due


def test_k_16_thirty_days_after_the_party_decision_bind_before_the_ninety(lite):
    play = at_party_discipline(lite)
    voted, due = decided(lite, play, "warning")
    assert (due.start, due.amount, due.strict) == (voted, 30, voted + timedelta(30))
    assert due.day < local_day(play.case.opened_at) + timedelta(90)


def test_without_party_discipline_only_the_ninety_days_run(lite):
    play = at_party_discipline(lite)
    _, due = decided(lite, play, "no_discipline")
    assert (due.start, due.amount) == (local_day(play.case.opened_at), 90)


@pytest.mark.parametrize(("amount", "start"), [(30, date(2026, 12, 10)), (90, date(2026, 9, 7))])
def test_a_swapped_day_moves_the_clock_that_was_running(amount, start):
    deadline = CATALOGUE.procedure("101/discipline.party", start).step("decision").due
    due = calendar_days_after(start, amount, CATALOGUE.calendar)
    assert recount(deadline, due, CATALOGUE.calendar) == due
