"""Accounts, directory and audit in a real browser: axe, width, size of what is pressed."""

from __future__ import annotations

from datetime import date

import pytest

from actions.directory.directory import delegate, enter_absence
from actions.directory.entry import DirectoryEntry
from domain.directory.absences import Absence
from domain.directory.actors import Delegation
from tests.playing import at_opinions
from tests.web.browsing import PHONE, chromium, faults_of, window

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine")
PAGES = {
    "luonggiaminh": (
        "/accounts",
        "/accounts/lethuha",
        "/accounts/history",
        "/agencies",
        "/agencies/BTGDVTU",
        "/people",
        "/people/hlinhnie",
        "/province",
        "/province/new",
        "/province/bodies/CYS",
    ),
    "lethuha": ("/people/ythongeban/record", "/people/hlinhnie", "/inbox?tab=coordinating"),
    "trinhvanduc": (
        "/people/ythongeban/record",
        "/audit",
        "/audit/readings",
        "/audit/sign-ins",
        "/audit/directory",
        "/cases/BN-2026-0001/audit",
    ),
}


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize("person", PAGES)
def test_these_pages_are_clean_for_axe_and_fit_the_screen_and_the_finger(
    site, chrome, person, width
):
    at_opinions(site.app)
    until = date(2026, 9, 13)
    absence = Absence("hlinhnie", date(2026, 9, 7), until, "")
    delegated = Delegation("hlinhnie", "tranvanbinh", "BTGDVTU", "", date(2026, 9, 7), until)
    enter_absence(
        site.app, DirectoryEntry(act_id="1", by="luonggiaminh", document="Giấy nghỉ phép"), absence
    )
    delegate(
        site.app, DirectoryEntry(act_id="2", by="luonggiaminh", document="5-GUQ/BTGDVTU"), delegated
    )
    page = window(chrome, site, person, width=width)
    faults = {}
    for path in PAGES[person]:
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        faults[path] = faults_of(page, width)
    page.context.close()
    assert {path: fault for path, fault in faults.items() if fault} == {}
