"""Who was shown what: a page that is looked at is logged, a form that is sent is not.

Of every other test of pages the same is asked for each form it sends (tests/web/site.py: Watch).
"""

from __future__ import annotations

import re

import pytest

from tests.looking import readings_of
from tests.playing import at_opinions
from tests.web.site import form_of
from web.application import PAGES

TASK = "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"
PLACES = {
    "case": "BN-2026-0001",
    "step": "provincial_opinions",
    "round_": "1",
    "role": "directing_body",
    "paper": "opinion_request",
    "paper_id": "1",
    "of": "person",
}
TYPED = {"outcome": "agree", "reason": "Nhất trí.", "why": "Nhầm.", "proof": "Công văn 12."}
SENT = sorted(
    re.sub(r"\{(\w+)\}", lambda place: PLACES[place[1]], route.path)
    for page in PAGES
    for route in page.router.routes
    if "POST" in route.methods and "{case}" in route.path
)


@pytest.fixture
def play(site):
    return at_opinions(site.app)


def shown(play, person):
    """The states of the case this person was shown."""
    return [seen.content for seen in readings_of(play.app, play.id) if seen.person == person]


def test_an_answer_that_comes_too_late_shows_its_sender_nothing(site, play):
    hlinh = site.person("hlinhnie")
    form = form_of(hlinh.see(TASK), f"{TASK}/check")
    looked_at = play.case.chain_head
    play.sign("SVHTTDL")
    sent = hlinh.client.post(f"{TASK}/answer", data=form | TYPED, follow_redirects=False)
    assert sent.headers["location"] == f"{TASK}/done"
    assert shown(play, "hlinhnie") == [looked_at]


@pytest.mark.parametrize("person", ["hlinhnie", "lethuha", "ythongeban"])
def test_no_form_about_a_case_is_logged_as_a_reading(site, play, person):
    sender = site.person(person)
    form = form_of(sender.see("/account"), "/account/password") | TYPED
    assert len(SENT) > 20
    for path in SENT:
        sender.client.post(path, data=form, follow_redirects=False)
        assert shown(play, person) == [], path


def test_a_page_looked_at_is_logged_once(site, play):
    hlinh = site.person("hlinhnie")
    for seen in (1, 2):
        hlinh.see(TASK)
        assert shown(play, "hlinhnie") == [play.case.chain_head] * seen
