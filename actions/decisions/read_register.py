"""Look into the registers: what bears which number, what is missing. Reads only."""

from __future__ import annotations

from collections.abc import Iterator

from actions.app import App
from domain.decisions.registers import RegisterEntry, SeriesReport, report
from models.unit_of_work import UnitOfWork, reading


def register_reports(app: App, agency: str, year: int) -> tuple[SeriesReport, ...]:
    """Every series of a body that concerns a year: the year's own for a State body, the terms'
    for a Party body (whole terms, because their numbers run on over the years). Raises NotFound."""
    app.catalogue.agencies.get(agency)

    with reading(app) as uow:
        registers = uow.registers
        return tuple(
            report(s, registers.last(s), registers.entries(s), registers.voided(s))
            for s in _series(app, uow, agency, year)
        )


def lines_of(reports: tuple[SeriesReport, ...], year: int) -> tuple[RegisterEntry, ...]:
    """The papers dated in a year, in the order of numbers."""
    return tuple(entry for r in reports for entry in r.entries if entry.dated.year == year)


def _series(app: App, uow: UnitOfWork, agency: str, year: int) -> Iterator[str]:
    terms = app.catalogue.party_terms
    now = {t.name for t in terms if t.first_day.year <= year <= (t.last_day or t.first_day).year}
    now |= {t.name for t in terms if t.last_day is None and t.first_day.year <= year}
    for series in uow.registers.series_beginning(f"{agency}:"):
        if series.rsplit(":", 1)[-1] in now | {str(year)}:
            yield series
