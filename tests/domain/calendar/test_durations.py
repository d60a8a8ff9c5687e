"""Durations in working days, and how they spread."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.durations import DurationStats, spread, tape
from domain.calendar.workdays import working_days_between
from tests.conftest import CATALOGUE

DAYS = st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(n))


@given(st.lists(DAYS, min_size=2, max_size=2).map(sorted))
def test_a_length_is_the_working_days_after_the_first(ends):
    first, last = ends
    measure = tape(date(2026, 1, 1), date(2027, 3, 1), CATALOGUE.calendar)
    expected = working_days_between(first + timedelta(1), last, CATALOGUE.calendar)
    assert measure.length(first, last) == expected


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 5)), min_size=1))
def test_half_and_nine_of_ten_are_no_longer_than_it_says(lengths):
    found = spread(lengths)
    each = sorted(days for days, many in lengths for _ in range(many))
    quarter, half, three, nine = (each[ceil(q * len(each)) - 1] for q in (0.25, 0.5, 0.75, 0.9))
    assert found == DurationStats(
        len(each), each[0], quarter, half, three, nine, each[-1], sum(each)
    )


def test_of_nothing_there_is_no_median():
    with pytest.raises(ValueError, match="nothing"):
        spread([])
