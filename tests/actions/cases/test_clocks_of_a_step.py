"""Where two clocks run over one step, the earlier end binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.cases.case_files import case_file
from actions.execute import Act
from actions.holding.extend import ask_extension
from domain.calendar.clock import local_day
from domain.calendar.workdays import calendar_days_after
from domain.holding.errors import CannotExtend
from domain.law.deadlines import recount
from tests.conftest import CATALOGUE
from tests.playing import SIGNERS, opened


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


def asked(play, days):
    (task,) = play.case.open_tasks
    act = Act(act_id=f"ask {days}", case_id=play.id, person=SIGNERS[task.agency])
    ask_extension(play.app, act, task_id=task.id, days=days, reason="vụ việc phức tạp")


def refused_by(play, days):
    with pytest.raises(CannotExtend) as refused:
        asked(play, days)
    (basis,) = refused.value.basis
    return refused.value.facts["rule"], basis.instrument, basis.article


def test_the_thirty_days_are_not_prolonged(lite):
    play = at_party_discipline(lite)
    decided(lite, play, "warning")
    assert refused_by(play, 1) == ("law", "ND234", "2.6")


def test_the_ninety_days_are_prolonged_where_no_other_clock_runs(lite):
    play = at_party_discipline(lite)
    decided(lite, play, "no_discipline")
    asked(play, 60)


def test_more_time_of_one_clock_goes_past_no_other(lite):
    play = at_party_discipline(lite)
    play.wait(65)
    _, due = decided(lite, play, "warning")
    assert due.amount == 90
    assert refused_by(play, 20) == ("law", "ND234", "2.6")
    asked(play, 3)
