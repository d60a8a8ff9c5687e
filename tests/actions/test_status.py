"""What an operator sees: what is owed, since when, and what fails."""

from __future__ import annotations

from datetime import timedelta

from actions.audit.seals import seal
from actions.effects import queue
from actions.status import Obstacle, status
from tests.playing import opened

LEASE = timedelta(seconds=60)


def test_a_case_that_waits_is_counted_from_its_first_fact_not_followed(app, clock):
    assert (status(app).owed.cases, status(app).owed.oldest) == (0, None)
    began = clock.now
    first = opened(app, act_id="one")
    clock.forward(minutes=5)
    opened(app, act_id="two")
    found = status(app).owed
    assert (found.cases, found.oldest, found.last_visit) == (2, began, None)

    (claimed,) = queue.claim(app, "w", lease=LEASE, limit=1)
    queue.complete(app, claimed, claimed.version)
    found = status(app).owed
    assert claimed.case_id == first.id
    assert (found.cases, found.oldest) == (1, began + timedelta(minutes=5))
    assert found.last_visit == clock.now


def test_a_case_software_fails_at_is_named_with_its_error(app):
    play = opened(app)
    (claimed,) = queue.claim(app, "w", lease=LEASE, limit=1)
    assert queue.fail(app, claimed, "LibreOffice chết")
    (case,) = status(app).troubled
    assert (case.case_id, case.attempts, case.last_error) == (play.id, 1, "LibreOffice chết")


def test_the_newest_seal_is_told(app):
    assert status(app).sealed == ""
    opened(app)
    made = seal(app, bytes(32))
    assert status(app).sealed == made.at


def test_papers_that_cannot_be_written_are_an_obstacle(lite, monkeypatch):
    lite.papers.put(b"one")

    def may(place, _mode):  # root may write anywhere
        return place != lite.papers.root

    monkeypatch.setattr("actions.status.os.access", may)
    assert status(lite).obstacles == (Obstacle.PAPERS,)
