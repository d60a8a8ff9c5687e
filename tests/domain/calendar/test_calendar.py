"""Working days and deadlines: every worked example of the law files by its id."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.workdays import (
    ONE_DAY,
    AddedKind,
    AddedTime,
    calendar_days_after,
    lengthened,
    months_after,
    working_days_after,
    working_days_before,
    working_days_between,
)
from domain.law.deadlines import (
    days_until,
    due_for,
    is_late,
    urgency,
)
from domain.law.procedure import Deadline
from models.facts_json import dump, load_due
from tests.conftest import CATALOGUE

VN = CATALOGUE.calendar


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(date(2026, 8, 27), 3, date(2026, 9, 4), id="T-2a"),
        pytest.param(date(2025, 12, 30), 5, date(2026, 1, 8), id="T-2b swapped 2 January"),
        pytest.param(date(2026, 2, 10), 5, date(2026, 2, 24), id="T-2d Tết"),
        pytest.param(date(2026, 11, 18), 5, date(2026, 11, 26), id="T-2e 24 November"),
        pytest.param(date(2026, 11, 26), 5, date(2026, 12, 3), id="T-2f"),
        pytest.param(date(2026, 4, 20), 5, date(2026, 4, 28), id="T-2g Hùng Kings observed"),
        pytest.param(date(2026, 4, 24), 5, date(2026, 5, 6), id="T-2g second"),
        pytest.param(date(2026, 8, 27), 15, date(2026, 9, 22), id="K-21a"),
        pytest.param(date(2026, 9, 4), 5, date(2026, 9, 11), id="K-6a"),
        pytest.param(date(2025, 4, 28), 2, date(2025, 5, 5), id="D09"),
        pytest.param(date(2024, 4, 26), 1, date(2024, 5, 2), id="D16"),
        pytest.param(date(2026, 9, 4), 1, date(2026, 9, 7), id="D14 Friday to Monday"),
        pytest.param(date(2026, 9, 7), 1, date(2026, 9, 8), id="D05 Monday to Tuesday"),
    ],
)
def test_working_days(start, n, expected):
    assert working_days_after(start, n, VN).day == expected


def test_t_4a_five_working_days_before_a_meeting():
    assert working_days_before(date(2026, 9, 14), 5, VN).day == date(2026, 9, 7)


@pytest.mark.parametrize(
    ("start", "n", "strict", "rolled"),
    [
        pytest.param(date(2027, 1, 15), 90, date(2027, 4, 15), date(2027, 4, 15), id="K-3a 90"),
        pytest.param(date(2027, 1, 15), 150, date(2027, 6, 14), date(2027, 6, 14), id="K-3a 150"),
        pytest.param(date(2026, 12, 10), 30, date(2027, 1, 9), date(2027, 1, 11), id="K-16a"),
        pytest.param(
            date(2026, 8, 1), 30, date(2026, 8, 31), date(2026, 9, 3), id="TC-12 and R-29"
        ),
    ],
)
def test_calendar_days_show_strict_and_rolled_ends(start, n, strict, rolled):
    due = calendar_days_after(start, n, VN)
    assert (due.strict, due.day) == (strict, rolled)


def test_d01_a_range_counts_only_working_days():
    assert working_days_between(date(2024, 8, 30), date(2024, 9, 4), VN) == 2


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2024, 5, 4), True),
        (date(2025, 4, 26), True),
        (date(2026, 8, 22), True),
        (date(2026, 11, 24), False),
        (date(2025, 11, 24), True),
        (date(2026, 11, 23), True),
    ],
)
def test_d17_swapped_days(day, works):
    assert VN.is_working_day(day) is works


def test_a_deadline_beyond_the_confirmed_calendar_is_provisional():
    assert working_days_after(date(2026, 12, 28), 10, VN).provisional
    assert not working_days_after(date(2026, 12, 1), 10, VN).provisional


def test_a_deadline_keeps_every_day_it_skipped_with_the_reason():
    due = working_days_after(date(2026, 8, 27), 3, VN)
    assert [day for day, _ in due.skipped] == [
        date(2026, 8, 29),
        date(2026, 8, 30),
        date(2026, 8, 31),
        date(2026, 9, 1),
        date(2026, 9, 2),
    ]
    assert all(reason for _, reason in due.skipped)


def test_d13_a_step_without_a_deadline_has_none_and_one_with_days_has_a_date():
    silent = Deadline(not_found="không có")
    own = Deadline(not_found="không có", internal_target=5)
    day = date(2026, 9, 7)
    assert due_for(silent, start=day, calendar=VN) is None
    target = due_for(own, start=day, calendar=VN)
    assert (target.day, target.legal) == (date(2026, 9, 14), False)


def test_days_until_counts_working_days_and_turns_negative_after_the_end():
    due = working_days_after(date(2026, 9, 7), 5, VN)  # Monday 14
    assert [days_until(due.day, date(2026, 9, d), VN) for d in (11, 14, 15, 21)] == [1, 0, -1, -5]
    assert [is_late(due, date(2026, 9, d)) for d in (14, 15)] == [False, True]


def test_how_pressing_a_deadline_is():
    last = date(2026, 9, 14)  # a Monday
    days = (date(2026, 9, 9), date(2026, 9, 10), last, date(2026, 9, 15))
    assert [urgency(last, day, VN) for day in days] == ["calm", "soon", "soon", "late"]
    assert urgency(None, last, VN) == "none"


def test_months_end_on_the_same_day_number_or_the_last_of_the_month():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 9, 1), 12) == date(2027, 9, 1)


DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_d04_counting_back_from_a_deadline_finds_a_day_not_after_the_start(start, n):
    due = working_days_after(start, n, VN).day
    back = working_days_before(due, n, VN).day
    assert back <= start if VN.is_working_day(start) else back < start + ONE_DAY
    assert working_days_after(back, n, VN).day == due


@given(DAYS, st.integers(1, 60))
def test_a_later_start_never_gives_an_earlier_deadline(start, n):
    assert working_days_after(start, n, VN).day <= working_days_after(start + ONE_DAY, n, VN).day


@given(DAYS, st.integers(1, 60))
def test_the_days_counted_are_exactly_the_working_days_of_the_range(start, n):
    assert working_days_between(start + ONE_DAY, working_days_after(start, n, VN).day, VN) == n


def test_time_given_later_is_counted_as_one_stretch_and_kept_as_text():
    due = working_days_after(date(2026, 9, 7), 10, VN)
    assert '"added"' not in dump(due)  # rows written before it was known read as they did
    longer = lengthened(due, AddedTime(AddedKind.EXTENSION, 5, "chờ", date(2026, 9, 8)), VN)
    assert longer.day == working_days_after(date(2026, 9, 7), 15, VN).day
    assert load_due(dump(longer)) == longer
    assert load_due(dump(due)) == due
