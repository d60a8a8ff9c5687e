"""A case that is copied is the case that was played, and only that one."""

from __future__ import annotations

import shutil

import pytest

from actions.cases.case_files import case_file
from actions.effects import effects
from models.audit.audit_log import verify
from tests import copying
from tests.looking import read
from tests.playing import opened


@pytest.fixture(autouse=True)
def _nothing_played_yet(monkeypatch, tmp_path):
    monkeypatch.setattr(copying.KEPT, "shelf", copying.Shelf(tmp_path))
    monkeypatch.setattr(copying.KEPT, "memories", {})


def what_is_there(app, case_id):
    facts = read(app.engine, lambda uow: uow.cases.facts(case_id))
    papers = {path.name: path.read_bytes() for path in app.papers.root.glob("*/*")}
    return app.clock(), facts, case_file(app, case_id), papers


def never(*_):
    raise AssertionError("played again")


def test_a_copy_is_what_was_played_to_the_letter(app, monkeypatch):
    store, noon = copying.store_of(app.engine), app.clock.now
    empty = store.keep()
    play = opened(app, "discipline")
    play.until("decision")  # days pass, papers are written
    played = what_is_there(app, play.id)

    store.put_back(empty)
    shutil.rmtree(app.papers.root)
    app.clock.now = noon
    again = opened(app, "discipline")
    monkeypatch.setattr(effects, "carry_out", never)
    again.until("decision")

    assert what_is_there(app, again.id) == played
    assert played[0] > noon
    assert played[3]
    assert read(app.engine, lambda uow: verify(uow.connection)) == []
    monkeypatch.undo()
    again.past("decision")  # and it goes on from there


def test_another_beginning_is_another_play(app):
    store = copying.store_of(app.engine)
    empty = store.keep()
    opened(app).until("eligibility_review")
    store.put_back(empty)
    other = opened(app)
    other.sign("BPTTH", "submitted", reason="một lý do khác")
    other.until("eligibility_review")
    facts = read(app.engine, lambda uow: uow.cases.facts(other.id))
    assert "một lý do khác" in [getattr(fact, "reason", "") for fact in facts]


def test_the_time_of_day_is_part_of_the_beginning(app):
    store = copying.store_of(app.engine)
    empty = store.keep()
    opened(app).until("policy_decision")
    store.put_back(empty)
    later = opened(app)
    app.clock.forward(hours=1)
    afternoon = app.clock.now
    later.until("policy_decision")
    assert later.case.open_tasks[0].opened_at == app.clock() == afternoon
