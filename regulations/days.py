"""The days on which the law of a procedure changes, and whom a procedure is for."""

from __future__ import annotations

from datetime import date, timedelta

from domain.law.agencies import PressAgency
from domain.law.in_force import HasSpan
from domain.law.procedure import Procedure
from regulations.catalogue import Catalogue

HORIZON = date(2030, 12, 31)


def concerns(text: Procedure, press: PressAgency) -> bool:
    """Is the procedure for this kind of press agency?"""
    return text.variant == press.variant or (text.variant == "any" and press.variant != "outside")


def change_days(catalogue: Catalogue, text: Procedure) -> list[date]:
    """The day of each change of text or agency, and the day before it, while in force."""
    spans: list[HasSpan] = [*catalogue.agencies.by_code.values(), text]
    for agency in catalogue.agencies.by_code.values():
        spans += agency.roles
    for step in text.steps:
        spans += [*step.basis, *step.deadline]
        spans += [basis for gate in step.gates for basis in gate.basis]
    edges = {edge for span in spans for edge in (span.first_day, span.end)}
    edges |= {text.first_day, min(text.last_day or HORIZON, HORIZON)}
    one = timedelta(days=1)
    around = {day for edge in edges if date.min < edge < date.max for day in (edge - one, edge)}
    return sorted(day for day in around if text.covers(day) and day <= HORIZON)
