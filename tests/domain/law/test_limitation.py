"""The two clocks of discipline, by the ids of law-cadre.md section 6."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, NoVersionInForce
from domain.law.limitation import (
    InTime,
    Violation,
    concluded_in_time,
    days_in,
    limitation,
    time_limit,
)
from tests.conftest import CATALOGUE

CLOCKS = CATALOGUE.clocks
ND234 = CLOCKS.periods[-1]


def answer(ended, form, concluded, **more):
    return concluded_in_time(Violation(ended, form, **more), CLOCKS, concluded)[0]


@pytest.mark.parametrize(
    ("form", "concluded", "expected"),
    [
        ("reprimand", date(2029, 2, 1), InTime.YES),
        ("reprimand", date(2029, 3, 10), InTime.YES),
        ("reprimand", date(2029, 3, 20), InTime.NO),
        ("removal", date(2034, 3, 10), InTime.YES),
        ("removal", date(2034, 3, 11), InTime.NO),
    ],
)
def test_k_1a_sixty_months_for_a_reprimand_and_a_hundred_and_twenty_above(
    form, concluded, expected
):
    assert answer(date(2024, 3, 10), form, concluded) == expected


def test_k_1c_where_the_law_of_the_act_was_kinder_a_person_decides():
    act = Violation(date(2021, 9, 10), "reprimand")
    found, sums = concluded_in_time(act, CLOCKS, date(2026, 8, 20))
    assert found == InTime.PERSON_DECIDES
    assert [s.last for s in sums] == [date(2026, 9, 10), date(2023, 9, 10)]


def test_a_period_by_a_text_not_read_leaves_it_to_a_person():
    assert answer(date(2024, 3, 10), "reprimand", date(2025, 3, 10)) == InTime.PERSON_DECIDES


def test_an_act_before_the_first_text_gets_the_sum_of_today_and_a_person():
    act = Violation(date(2019, 1, 1), "reprimand")
    found, sums = concluded_in_time(act, CLOCKS, date(2026, 8, 1))
    assert (found, [s.last for s in sums]) == (InTime.PERSON_DECIDES, [date(2024, 1, 1)])


def test_a_conclusion_before_the_first_text_has_no_sum():
    with pytest.raises(NoVersionInForce):
        answer(date(2019, 1, 1), "reprimand", date(2019, 8, 1))


@pytest.mark.parametrize("form", ["khiển trách", "reprimend", ""])
def test_f9_a_form_nobody_knows_is_refused_and_never_the_longer_period(form):
    with pytest.raises(BadInput) as refused:
        answer(date(2024, 3, 10), form, date(2029, 2, 1))
    assert refused.value.facts["rule"] == "unknown_form"


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ((date(2020, 1, 1), date(2020, 12, 31)), 0),
        ((date(2030, 1, 1), date(2031, 12, 31)), 0),
        ((date(2024, 3, 1), date(2024, 3, 20)), 10),
        ((date(2029, 3, 1), date(2029, 3, 31)), 31),
        ((date(2029, 3, 11), date(2029, 3, 20)), 0),
    ],
)
def test_f10_only_days_on_which_the_clock_ran_are_not_counted(span, days):
    """An act ended on 10/3/2024: its clock runs from the 11th to 10/3/2029 (ND234 5.6)."""
    found = limitation(Violation(date(2024, 3, 10), "reprimand", excluded=(span,)), ND234)
    assert (found.excluded_days, found.last) == (days, date(2029, 3, 10) + timedelta(days))


def test_f10_the_time_limit_is_not_moved_by_days_before_discovery_or_after_its_end():
    spans = ((date(2026, 1, 1), date(2026, 12, 31)), (date(2028, 1, 1), date(2028, 2, 1)))
    due, _ = time_limit(date(2027, 1, 15), CLOCKS, CATALOGUE.calendar, excluded=spans)
    assert due.strict == date(2027, 4, 15)


def test_a_new_breach_within_the_period_starts_it_anew_and_one_after_it_does_not():
    again = Violation(date(2026, 7, 10), "reprimand", new_act=date(2030, 1, 5))
    late = Violation(date(2026, 7, 10), "reprimand", new_act=date(2031, 7, 11))
    assert limitation(again, ND234).last == date(2035, 1, 5)
    assert limitation(late, ND234).last == date(2031, 7, 10)


@pytest.mark.parametrize(
    ("extended", "expected"), [(False, date(2027, 4, 15)), (True, date(2027, 6, 14))]
)
def test_k_3a_ninety_days_or_a_hundred_and_fifty_from_discovery(extended, expected):
    due, basis = time_limit(date(2027, 1, 15), CLOCKS, CATALOGUE.calendar, extended=extended)
    assert (due.strict, [b.article for b in basis]) == (expected, ["36.3", "5.5"])


def test_k_3c_days_of_deferral_are_not_counted():
    away = ((date(2027, 3, 20), date(2028, 2, 1)),)
    assert days_in(away, date(2027, 3, 1), date(2027, 5, 30)) == 319
    due, _ = time_limit(date(2027, 3, 1), CLOCKS, CATALOGUE.calendar, excluded=away)
    assert due.strict == date(2028, 4, 13)


DAYS = st.dates(date(2026, 7, 1), date(2040, 1, 1))


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 200)), max_size=4))
def test_days_not_counted_only_ever_lengthen_and_overlaps_count_once(ended, stops):
    spans = tuple((first, first + timedelta(n)) for first, n in stops)
    plain = limitation(Violation(ended, "reprimand"), ND234).last
    moved = limitation(Violation(ended, "reprimand", excluded=spans), ND234).last
    twice = limitation(Violation(ended, "reprimand", excluded=spans + spans), ND234).last
    assert plain <= moved == twice
