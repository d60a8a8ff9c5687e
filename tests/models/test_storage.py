"""Registers, outbox, effects, papers, migrations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from domain.errors import NotFound, StaleCase
from models.database import connect, is_behind, migrate
from models.schema.tables import effects as effects_table
from models.unit_of_work import transaction
from tests.conftest import second_process, str_url
from tests.playing import opened, together

LEASE = timedelta(seconds=60)


def numbers(app, series, times):
    return [
        transaction(app.engine, lambda uow: uow.registers.next_number(series)) for _ in range(times)
    ]


def test_numbers_of_a_series_run_from_one_without_a_gap(app):
    assert numbers(app, "TU:QĐ:2025-2030", 3) == [1, 2, 3]
    assert numbers(app, "UBND:2026", 1) == [1]


def test_a_number_taken_by_a_refused_act_is_given_back(app):
    def refused(uow):
        uow.registers.next_number("s")
        raise StaleCase(case="x", version=1)

    numbers(app, "s", 1)
    with pytest.raises(StaleCase):
        transaction(app.engine, refused, tries=1)
    assert numbers(app, "s", 1) == [2]


def test_numbers_taken_at_the_same_instant_differ(app):
    others = [second_process(app) for _ in range(4)]
    taken = together([lambda o=o: numbers(o, "s", 1)[0] for o in others])
    assert sorted(taken) == [1, 2, 3, 4]


def test_kept_bytes_come_back_and_damaged_ones_do_not(lite):
    digest = lite.papers.put(b"giay to")
    assert lite.papers.get(digest) == b"giay to"
    lite.papers.path(digest).write_bytes(b"sua doi")
    with pytest.raises(NotFound):
        lite.papers.get(digest)


def test_a_naive_time_is_refused_by_the_database_layer(app):
    play = opened(app)
    naive = datetime(2026, 1, 1)  # noqa: DTZ001  that is the point
    with pytest.raises(StatementError, match="naive"):
        transaction(app.engine, lambda uow: uow.effects.record(play.id, "k", naive))


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_given_in(app):
    play = opened(app)
    hanoi = datetime(2026, 9, 7, 12, tzinfo=timezone(timedelta(hours=7)))
    transaction(app.engine, lambda uow: uow.effects.record(play.id, "k", hanoi))
    with app.engine.connect() as connection:
        query = select(effects_table.c.done_at).where(effects_table.c.key == "k")
        found = connection.execute(query).scalar_one()
    assert (found, found.tzinfo) == (hanoi, UTC)


def test_a_connection_that_died_in_the_pool_is_replaced_unnoticed(app):
    if app.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no server that could end a connection")
    play = opened(app)
    with second_process(app).engine.connect() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    play.sign("BPTTH", "submitted")
    assert play.case.step == "policy_decision"


def test_migrating_twice_and_at_once_is_harmless(app):
    others = [connect(str_url(app)) for _ in range(2)]
    results = together([lambda e=e: migrate(e) for e in others])
    assert results == [None, None]


def test_a_database_of_an_older_revision_is_known_to_be_behind(app, tmp_path):
    assert not is_behind(app.engine)
    assert is_behind(connect(f"sqlite:///{tmp_path}/new.db"))
    with app.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert is_behind(app.engine)
