"""Real conductors, killed, told to stop, two at once: nothing lost, nothing done twice."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from actions.effects import queue
from bootstrap import now
from bootstrap.demonstration.province import seed
from bootstrap.settings import Settings
from domain.effects.effects import EffectKind, pending_effects
from domain.facts.papers import DraftMade
from models.audit.audit_log import verify
from models.schema.notices import notices
from models.schema.tables import effects
from tests.conftest import application
from tests.databases import sqlite_url
from tests.flows.following import ends, start_conductor, visits_of
from tests.looking import read
from tests.playing import opened

pytestmark = pytest.mark.prefect
CASES = 12


def test_told_to_stop_a_conductor_finishes_the_visit_at_hand(
    tmp_path, sqlite_template, prefect_url
):
    settings, app = province(tmp_path, sqlite_template)
    plays = [opened(app, "appoint", act_id=f"open-{n}") for n in range(6)]
    child = start_conductor(settings)
    at_work(app, len(plays))
    child.terminate()
    child.join(300)
    assert child.exitcode == 0
    done = [visit.ended for play in plays for visit in visits_of(app, play.id)]
    assert set(done) == {"followed"}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kill_9_of_the_conductor_during_many_cases_loses_and_doubles_nothing(
    tmp_path, sqlite_template, prefect_url
):
    settings, app = province(tmp_path, sqlite_template)
    plays = [opened(app, "appoint", act_id=f"open-{n}") for n in range(CASES)]
    chance = random.Random(20261125)
    kills = 0
    until = time.monotonic() + 500
    while queue.backlog(app) and time.monotonic() < until:
        child = start_conductor(settings)
        at_work(app, queue.backlog(app))
        time.sleep(chance.uniform(0.0, 0.8))
        if kills < 3:  # people go on while conductors die
            for play in plays[kills::3]:
                play.sign("BPTTH", "submitted")
        child.kill()
        child.join()
        kills += 1

    assert kills >= 3
    assert queue.backlog(app) == 0
    for play in plays:
        check_followed_once(app, play)
        assert visits_of(app, play.id)[-1].ended == "followed"
    assert read(app.engine, lambda uow: verify(uow.connection)) == []


def test_two_conductors_share_the_cases(tmp_path, sqlite_template, prefect_url):
    settings, app = province(tmp_path, sqlite_template)
    plays = [opened(app, "appoint", act_id=f"open-{n}") for n in range(6)]
    children = [start_conductor(settings) for _ in range(2)]
    until = time.monotonic() + 300
    while queue.backlog(app) and time.monotonic() < until:
        time.sleep(0.05)
    for child in children:
        child.terminate()
        child.join()
    for play in plays:
        check_followed_once(app, play)
        assert ends(app, play.id) == ["followed"]


def province(home: Path, template: Path):
    settings = Settings(home=home, database_url=sqlite_url(home, template))
    app = application(home, settings.database, now)
    seed(app)
    return settings, app


def at_work(app, before: int) -> None:
    """Until the new conductor has followed its first case, however long it takes to start."""
    until = time.monotonic() + 300
    while queue.backlog(app) >= before and time.monotonic() < until:
        time.sleep(0.01)


def check_followed_once(app, play) -> None:
    facts = read(app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    drafts = Counter((f.paper, f.step, f.round) for f in facts if isinstance(f, DraftMade))
    assert set(drafts.values()) == {1}
    with app.engine.connect() as connection:
        keys = (
            connection.execute(select(effects.c.key).where(effects.c.case_id == play.id))
            .scalars()
            .all()
        )
        told = (
            connection.execute(select(notices.c.key).where(notices.c.case_id == play.id))
            .scalars()
            .all()
        )
    assert len(keys) == len(set(keys))
    assert len(told) == len(set(told))
    law = read(app.engine, lambda uow: app.law(uow, play.case))
    owed = pending_effects(play.case, law.procedure)
    assert {e.key for e in owed if e.kind != EffectKind.PAGES} <= set(keys)  # nothing prints here
