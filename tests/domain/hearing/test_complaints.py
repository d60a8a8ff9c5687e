"""C-2: the clock of a complaint starts when the decision is served, and knows both its ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.directory.actors import Actor
from domain.facts.hearing import Served
from domain.hearing.complaints import complaint_window
from domain.law.deadlines import due_for
from tests.conftest import CATALOGUE

OFFICER = Actor("lethuha", "BTCTU", "Chuyên viên", frozenset())


def served(*days, what="decision"):
    return [
        Served(what=what, on=day, proof="ký nhận", by=OFFICER, at=datetime(2026, 9, 1, tzinfo=UTC))
        for day in days
    ]


def window(history, *, procedure="discipline", resolves=False, form=""):
    return complaint_window(
        history,
        CATALOGUE.complaint_times,
        CATALOGUE.calendar,
        procedure=procedure,
        resolves=resolves,
        form=form,
    )


@pytest.mark.parametrize(
    ("resolves", "form", "days"),
    [
        pytest.param(False, "warning", 15, id="C-2 first"),
        pytest.param(False, "forced_leave", 15, id="C-2 first, forced leave"),
        pytest.param(True, "warning", 10, id="C-2 second"),
        pytest.param(True, "forced_leave", 30, id="C-2 second, forced leave"),
    ],
)
def test_c_2_how_long_one_may_complain(resolves, form, days):
    due = window(served(date(2026, 9, 7)), resolves=resolves, form=form).due
    assert (due.amount, due.unit, due.start) == (days, "calendar_days", date(2026, 9, 7))


def test_an_end_on_a_day_of_rest_shows_both_ends_and_is_kept_open_until_the_later():
    found = window(served(date(2026, 9, 4)))
    assert (found.due.strict, found.due.day) == (date(2026, 9, 19), date(2026, 9, 21))
    assert found.open_on(date(2026, 9, 21))
    assert not found.open_on(date(2026, 9, 22))


def test_c_3a_a_complaint_is_accepted_in_seven_working_days_and_resolved_from_that_day():
    """Received on 20 January 2027: accept by the 29th; the resolution counts from acceptance."""
    steps = CATALOGUE.procedure("101/complain", date(2027, 1, 20))
    acceptance = due_for(
        steps.step("acceptance").due, start=date(2027, 1, 20), calendar=CATALOGUE.calendar
    )
    resolution = steps.step("resolution").due
    assert acceptance.day == date(2027, 1, 29)
    assert (resolution.calendar_days, resolution.starts_after) == (30, "acceptance")
    assert "45 ngày" in resolution.basis.note


def test_no_clock_before_the_decision_is_served():
    assert window([]) is None
    assert window(served(date(2026, 9, 4), what="accusation")) is None


def test_no_time_is_guessed_for_decisions_the_rule_was_not_read_for():
    assert window(served(date(2026, 9, 4)), procedure="appoint") is None


def test_serving_anew_starts_anew():
    assert window(served(date(2026, 9, 4), date(2026, 9, 8))).due.start == date(2026, 9, 8)
