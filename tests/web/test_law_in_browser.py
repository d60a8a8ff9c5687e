"""Pages of law, calendar, radar, statistics and registers in a real browser, wide and narrow."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.playing import opened

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
PAGES = {
    "trinhvanduc": [
        "/law", "/law/101/appoint.party", "/law/75/discipline.association", "/law/compare",
        "/law/rules", "/law/conflicts", "/law/instruments", "/law/preview?press=BPTTH",
        "/law/limitation?ended=10/3/2024&concluded=1/2/2029&discovered=15/1/2027", "/calendar",
        "/calendar/explain?start=30/12/2025&days=5", "/radar", "/statistics", "/registers",
    ],
    "luonggiaminh": ["/calendar/change?asked=1&off=8/9/2026"],
}  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_overflows_and_nothing_is_forbidden_by_our_own_policy(site, width):
    play = opened(site.app)
    play.until("policy_decision")
    faults = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for person, pages in PAGES.items():
            cookie = site.person(person).client.cookies[site.options.cookie]
            context = browser.new_context(viewport={"width": width, "height": 800})
            context.add_cookies(
                [{"name": site.options.cookie, "value": cookie, "url": site.address}]
            )
            page = context.new_page()
            page.on("console", lambda said: faults.append(said.text))
            for path in pages:
                answer = page.goto(site.address + path)
                wide = page.evaluate("document.documentElement.scrollWidth")
                if answer.status != 200 or wide > width:
                    faults.append(f"{path}: {answer.status}, {wide} px wide")
        browser.close()
    assert faults == []


def test_what_is_written_in_a_box_stays_in_it(site):
    """Measured with the letters of this machine: no line of a box or label leaves its room."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        cookie = site.person("lethuha").client.cookies[site.options.cookie]
        context.add_cookies([{"name": site.options.cookie, "value": cookie, "url": site.address}])
        page = context.new_page()
        out = []
        for name in ("101/appoint.party", "101/discipline.party", "75/dismiss.association"):
            page.goto(f"{site.address}/law/{name}")
            out += page.evaluate("""() => [...document.querySelectorAll('svg .box')].flatMap(g => {
                const box = g.querySelector('rect').getBBox();
                return [...g.querySelectorAll('text')].filter(t => {
                    const b = t.getBBox();
                    return b.x < box.x || b.x + b.width > box.x + box.width
                        || b.y < box.y || b.y + b.height > box.y + box.height;
                }).map(t => t.textContent)})""")
        browser.close()
    assert out == []
