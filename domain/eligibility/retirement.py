"""Retirement age by the Labour Code 2019 Art 169 and the table of Decree 135/2020."""

from __future__ import annotations

from datetime import date
from typing import Literal

from domain.calendar.workdays import months_after

Sex = Literal["male", "female"]
# Age in months in 2021 and its yearly rise, until the final age.
SCALE: dict[Sex, tuple[int, int, int]] = {
    "male": (60 * 12 + 3, 3, 62 * 12),
    "female": (55 * 12 + 4, 4, 60 * 12),
}
FIRST_YEAR = 2021


def age_in(year: int, sex: Sex) -> int:
    """Retirement age in months that applies to who reaches it in `year`."""
    start, rise, final = SCALE[sex]
    return min(start + rise * max(year - FIRST_YEAR, 0), final)


def pension_month(birth: date, sex: Sex) -> date:
    """The day on which the person reaches the retirement age of that very year."""
    year = birth.year + SCALE[sex][0] // 12
    while True:
        reached = months_after(birth, age_in(year, sex))
        if reached.year <= year:
            return reached
        year += 1


def months_left(birth: date, sex: Sex, on: date) -> int:
    """Whole calendar months from the month of `on` to the month of retirement."""
    return _months_between(on, pension_month(birth, sex))


def months_until_age(birth: date, age_months: int, on: date) -> int:
    return _months_between(on, months_after(birth, age_months))


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
