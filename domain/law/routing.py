"""Role + day → the agency that holds it then. Succession is followed; there is no fallback."""

from __future__ import annotations

from datetime import date

from domain.errors import NotFound
from domain.law.agencies import (
    GOVERNING_BODY_ROLES,
    PRESS_AGENCY_ROLES,
    Agencies,
    Agency,
    HeadTitle,
    PressAgency,
)
from domain.law.in_force import version_on


def press_of(agencies: Agencies, code: str) -> PressAgency:
    """What the press agency `code` is as such. Raises NotFound when it is no press agency."""
    press = agencies.get(code).press
    if press is None:
        raise NotFound(kind="press_agency", id=code)
    return press


def press_titles(agency: Agency, day: date) -> HeadTitle:
    """What the leaders of a press agency are called on `day`; one that ended keeps its last
    titles. Raises NotFound when it is no press agency."""
    if agency.press is None:
        raise NotFound(kind="press_agency", id=agency.code)
    shown = min(day, agency.last_day or day)
    return version_on(agency.press.titles, shown, what=f"titles of {agency.code}")


def governing_body(agencies: Agencies, press_agency: str, day: date) -> Agency:
    """The cơ quan chủ quản of a press agency on `day` (Press Law 2016 Art 15, 2025 Art 13)."""
    press = press_of(agencies, press_agency)
    held = version_on(press.governing, day, what=f"governing body of {press_agency}")
    return agencies.current(held.agency, day)


def agency_for(agencies: Agencies, role: str, *, press_agency: str, day: date) -> Agency:
    """Which body answers for `role` in a case about a leader of `press_agency` on `day`.

    Raises NoAgencyForRole or NoVersionInForce when the data gives no single answer.
    """
    own = agencies.current(press_agency, day)
    if role in PRESS_AGENCY_ROLES:
        return own
    if role in GOVERNING_BODY_ROLES:
        return governing_body(agencies, own.code, day)
    return agencies.holding(role, day)
