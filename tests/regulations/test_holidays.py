"""The holidays of 2022–2027 that fall on Monday to Friday, against the table of law-cadre.md 4."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import CATALOGUE

VN = CATALOGUE.calendar
# year → days off from Monday to Friday, as day.month; working Saturdays
TABLE = {
    2022: ("3.1 31.1 1.2 2.2 3.2 4.2 11.4 2.5 3.5 1.9 2.9", ""),
    2023: ("2.1 20.1 23.1 24.1 25.1 26.1 1.5 2.5 3.5 1.9 4.9", ""),
    2024: ("1.1 8.2 9.2 12.2 13.2 14.2 18.4 29.4 30.4 1.5 2.9 3.9", "4.5"),
    2025: ("1.1 27.1 28.1 29.1 30.1 31.1 7.4 30.4 1.5 2.5 1.9 2.9", "26.4"),
    2026: ("1.1 2.1 16.2 17.2 18.2 19.2 20.2 27.4 30.4 1.5 31.8 1.9 2.9 24.11", "10.1 22.8"),
    2027: ("1.1 4.2 5.2 8.2 9.2 10.2 16.4 30.4 3.5 2.9 3.9 24.11", ""),
}


def days(text, year):
    return [date(year, *(int(n) for n in reversed(day.split(".")))) for day in text.split()]


@pytest.mark.parametrize("year", TABLE)
def test_days_off_and_working_saturdays_of_a_year(year):
    off, work = TABLE[year]
    every = [date(year, 1, 1) + timedelta(n) for n in range(365 + (year % 4 == 0))]
    rests = [d for d in every if d.weekday() < 5 and not VN.is_working_day(d)]
    works = [d for d in every if d.weekday() >= 5 and VN.is_working_day(d)]
    assert rests == sorted(days(off, year))
    assert works == days(work, year)


def test_the_year_that_is_not_published_is_provisional():
    assert VN.confirmed_until == date(2026, 12, 31)
