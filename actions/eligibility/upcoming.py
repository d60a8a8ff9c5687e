"""What falls due soon among the press agencies of the province."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actions.app import App
from domain.eligibility.upcoming import UpcomingItem, radar
from models.unit_of_work import reading


def radar_on(app: App, day: date) -> tuple[tuple[UpcomingItem, ...], Mapping[str, str]]:
    """Everything past a mark on `day`, the most pressing first; and the names of the people."""
    press = [agency.code for agency in app.catalogue.agencies.press_agencies(day)]

    watches, calendar = app.catalogue.watches, app.catalogue.calendar
    with reading(app) as uow:
        found = radar(uow.directory.search(), press, watches, calendar, day)
        return found, uow.directory.names({blip.person for blip in found})
