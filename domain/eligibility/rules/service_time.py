"""How long somebody served: whole months, overlaps counted once, breaks added up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.calendar.workdays import months_after
from domain.directory.record import Service

DAYS_OF_A_MONTH = 31  # odd days of several stretches are added up; never credited too early


def months_between(first: date, end: date) -> int:
    """Whole months from `first` until `end` (not included); 0 when it does not come after."""
    months = max((end.year - first.year) * 12 + end.month - first.month, 0)
    while months and months_after(first, months) > end:
        months -= 1
    return months


def months_served(services: Iterable[Service], on: date) -> int:
    """Months of service before `on`, stretches joined where they touch or overlap."""
    months = odd_days = 0
    for first, end in _joined(services, on):
        whole = months_between(first, end)
        months += whole
        odd_days += (end - months_after(first, whole)).days
    return months + odd_days // DAYS_OF_A_MONTH


def _joined(services: Iterable[Service], on: date) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for held in sorted(services, key=lambda s: (s.first_day, s.end)):
        first, end = held.first_day, min(held.end, on)
        if first >= end:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((first, end))
    return joined


def terms_in_a_row(services: Iterable[Service], on: date, *, break_months: int) -> int:
    """Appointments since the last break of at least `break_months`, up to `on`.

    Each service is one appointment: a decision opens a term (101-QĐ/TW Art 8, 116-HD/BTGTW).
    """
    count, ended = 0, None
    for held in sorted(services, key=lambda s: s.first_day):
        if held.first_day > on:
            break
        count = count + 1 if ended and months_between(ended, held.first_day) < break_months else 1
        ended = max(ended or held.end, held.end)
    if ended and ended <= on and months_between(ended, on) >= break_months:
        return 0
    return count
