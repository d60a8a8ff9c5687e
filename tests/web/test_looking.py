"""A look waits for nobody: no GET of the application's own table begins a writing transaction."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import event

from actions.audit import traces
from models.database import READ_ONLY
from tests.looking import read
from tests.playing import at_opinions
from tests.web import sweeping
from tests.web.sweeping import Route, Sweeper
from tests.web.test_sweep import PEOPLE, VALUES
from web.kit import rates


@pytest.fixture
def writing(lite):
    """Writing transactions begun."""
    begun = []

    def note(connection):
        if not connection.get_execution_options().get(READ_ONLY, False):
            begun.append(connection)

    event.listen(lite.engine, "begin", note)
    return begun


@pytest.mark.parametrize("person", PEOPLE)
def test_no_look_writes_into_the_database(lite, writing, monkeypatch, person):
    at_opinions(lite)
    asker = Sweeper(lite).person(person)
    monkeypatch.setattr(sweeping, "take_in", lambda _: 0)  # what is left behind may lie
    for route in asker.sweeper.routes:
        if route.verb == "GET":
            rates.LIMITER.storage.reset()
            writing.clear()
            asker.ask(route, VALUES)
            assert not writing, route
    if person:
        assert traces.take_in(lite) > 0


def test_a_case_is_shown_while_somebody_writes(lite, monkeypatch):
    """Held as long as the test: who waited for it would be refused after half a minute."""
    play = at_opinions(lite)
    asker = Sweeper(lite).person("lethuha")
    monkeypatch.setattr(sweeping, "take_in", lambda _: 0)
    with closing(sqlite3.connect(lite.engine.url.database)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        status, shown = asker.ask(Route("GET", "/cases/{case}"), VALUES)
        writer.rollback()
    assert status == 200
    assert "<main" in shown
    traces.take_in(lite)
    kept = read(lite, lambda uow: uow.readings.of_case(play.id))
    assert [(seen.person, seen.how) for seen in kept] == [("lethuha", "page")]
