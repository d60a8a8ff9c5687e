"""The official calendar: computed holidays of Vietnam, and the override table, which wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from domain.calendar.workdays import WorkCalendar
from domain.law.in_force import Frozen
from regulations.reading import rows

FIRST_YEAR, LAST_YEAR = 2007, 2040
CONFIRMED_UNTIL = date(2026, 12, 31)


class Override(Frozen):
    """One day that differs from the computed calendar, with the document that says so.

    A proposed one is listed but not applied.
    """

    day: date
    is_: Literal["off", "work"]
    name: str
    document: str
    status: Literal["confirmed", "proposed"]


class YearsOnDemand(Mapping[date, str]):
    """Holiday names by day, computed for a year the first time a day of it is asked for."""

    def __init__(self, kind: Literal["off", "work"], overrides: tuple[Override, ...]) -> None:
        self._kind = kind
        self._overrides = overrides
        self._years: dict[int, dict[date, str]] = {}

    def __getitem__(self, day: date) -> str:
        return self._year(day.year)[day]

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in self._year(day.year)

    def __iter__(self) -> Iterator[date]:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            yield from self._year(year)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _year(self, year: int) -> dict[date, str]:
        if year not in self._years:
            self._years[year] = _days_of(year, self._kind, self._overrides)
        return self._years[year]


def load_calendar(folder: Path) -> WorkCalendar:
    applied = tuple(o for o in load_overrides(folder) if o.status == "confirmed")
    return WorkCalendar(
        holidays=YearsOnDemand("off", applied),
        working_weekends=YearsOnDemand("work", applied),
        confirmed_until=CONFIRMED_UNTIL,
    )


def load_overrides(folder: Path) -> tuple[Override, ...]:
    """Every override, also those only proposed. Raises BadLawFile."""
    paths = sorted(folder.glob("*.yaml"))
    return tuple(override for path in paths for override in rows(Override, path))


def _days_of(
    year: int, kind: Literal["off", "work"], overrides: tuple[Override, ...]
) -> dict[date, str]:
    import holidays  # here, because it is slow and most processes never count a deadline

    computed = holidays.country_holidays("VN", years=year, language="vi")
    if kind == "off":
        days = {day: name for day, name in computed.items() if day.year == year}
    else:
        days = {day: "ngày làm bù" for day in computed.weekend_workdays if day.year == year}
    for override in overrides:
        if override.day.year == year:
            days.pop(override.day, None)
            if override.is_ == kind:
                days[override.day] = override.name
    return days
