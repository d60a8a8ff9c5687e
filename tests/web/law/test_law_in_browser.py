"""Pages of law, calendar, radar, statistics and registers in a real browser, wide and narrow."""

from __future__ import annotations

import pytest

from tests.playing import opened
from tests.web.browsing import DESKTOP, PHONE, chromium, faults_of, window

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine"),
]
PAGES = (
    "/law",
    "/law/101/appoint.party",
    "/law/75/discipline.association",
    "/law/compare",
    "/law/rules",
    "/law/conflicts",
    "/law/instruments",
    "/law/preview?press=BPTTH",
    "/law/limitation?ended=10/3/2024&concluded=1/2/2029&discovered=15/1/2027",
    "/calendar",
    "/calendar/explain?start=30/12/2025&days=5",
    "/radar",
    "/statistics",
    "/registers",
)
CHANGE = "/calendar/change?asked=1&off=8/9/2026"
OUT_OF_BOX = """() => [...document.querySelectorAll('svg .box')].flatMap(g => {
    const box = g.querySelector('rect').getBBox();
    return [...g.querySelectorAll('text')].filter(t => {
        const b = t.getBBox();
        return b.x < box.x || b.x + b.width > box.x + box.width
            || b.y < box.y || b.y + b.height > box.y + box.height;
    }).map(t => t.textContent)})"""


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_pages_are_clean_for_axe_and_never_wider_than_the_screen(site, chrome, width):
    play = opened(site.app)
    play.until("policy_decision")
    faults = []
    for person, pages in (("trinhvanduc", PAGES), ("luonggiaminh", [CHANGE])):
        page = window(chrome, site, person, width=width)
        for path in pages:
            assert page.goto(path).status == 200
            faults += [f"{path} {fault}" for fault in faults_of(page, width)]
        page.context.close()
    assert faults == []


@pytest.mark.parametrize("procedure", ["101/appoint.party", "75/dismiss.association"])
def test_what_is_written_in_a_box_stays_in_it(site, chrome, procedure):
    """Measured with the letters of this machine."""
    page = window(chrome, site, "lethuha")
    page.goto(f"/law/{procedure}")
    assert page.evaluate(OUT_OF_BOX) == []
    page.context.close()


def test_a_step_of_the_drawing_leads_to_its_row(site, chrome):
    page = window(chrome, site, "lethuha")
    page.goto("/law/101/appoint.party")
    page.click("svg a:has-text('Quyết định chủ trương')")
    assert page.url.endswith("#policy_decision")
    assert "Quyết định chủ trương" in page.inner_text("tr:target")
    page.context.close()
