"""Every page people open has its help, in both languages; every topic is of a page."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI

from tests.web.sweeping import routes_of
from web.application import PAGES
from web.kit.help_topics import topic_of, topics

ABOUT_ALL = {"confidence"}  # is reached from marks, wherever they stand
FOR_PROGRAMS = {
    "/docs",
    "/docs/oauth2-redirect",
    "/redoc",
    "/openapi.json",
    "/metrics",
    "/feeds/{token}.ics",
}
MARKED = re.compile(r"[À-ỹ]")


@pytest.fixture(scope="module")
def pages():
    web = FastAPI()
    for page in PAGES:
        web.include_router(page.router)
    found = {route.path for route in routes_of(web.routes) if route.verb == "GET"}
    return found - FOR_PROGRAMS


def test_every_page_has_its_help(pages):
    assert sorted(page for page in pages if topic_of(page) is None) == []


def test_every_address_of_a_topic_begins_a_page(pages):
    named = [page for topic in topics().values() for page in topic.pages]
    assert len(named) == len(set(named))
    assert [one for one in named if not any(page.startswith(one) for page in pages)] == []
    assert {name for name, topic in topics().items() if not topic.pages} == ABOUT_ALL


def test_the_longest_address_counts_by_whole_parts():
    assert topic_of("/cases/{case}/dossier").id == "dossier"
    assert topic_of("/cases/{case}/tasks/{step}/{round_}/{role}/vote/open").id == "vote"
    assert topic_of("/cases/new").id == "new"
    assert topic_of("/accounts/history").id == "accounts"
    assert topic_of("/nowhere") is None


def test_each_text_is_there_in_both_languages_and_says_something():
    for topic in topics().values():
        for language, text in topic.texts.items():
            said = (text.title, text.what, text.who, text.next)
            assert all(len(part) > 1 for part in said), topic.id
            if language == "en":
                assert not any(MARKED.search(part) for part in said), topic.id
