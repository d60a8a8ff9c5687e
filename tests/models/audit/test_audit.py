"""History is for ever, and every way of touching it is found: I07, I08."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from domain.audit.chain import BadRow
from domain.facts.fact import evolve
from domain.facts.opening import CaseOpened
from domain.state.case import Case
from models.audit.audit_log import verify
from tests.looking import read
from tests.playing import PlayedCase, at_opinions


def unlocked(play: PlayedCase, change: Callable[[Connection], object]) -> None:
    """What an attacker with the database owner's rights could do: take the triggers off."""
    engine = play.app.engine
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER events_no_update")
            connection.exec_driver_sql("DROP TRIGGER events_no_delete")
        else:
            connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER ALL")
        change(connection)


def bad_rows(play: PlayedCase) -> list[tuple[int, int, str]]:
    found = read(play.app.engine, lambda uow: verify(uow.connection))
    return [(row.version, row.part, row.why) for row in found if isinstance(row, BadRow)]


def sql(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(text(statement))


@pytest.mark.parametrize("verb", ["UPDATE events SET kind = 'x'", "DELETE FROM events"])
def test_the_database_itself_refuses_to_change_history(app, verb):
    at_opinions(app)
    with pytest.raises(DBAPIError, match="append-only"), app.engine.begin() as connection:
        connection.execute(text(verb))


def test_postgres_refuses_to_truncate_history(app):
    if app.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DBAPIError, match="append-only"), app.engine.begin() as connection:
        connection.execute(text("TRUNCATE events CASCADE"))


def test_an_untouched_history_verifies(app):
    assert bad_rows(at_opinions(app)) == []


def edit_nested(connection: Connection) -> None:
    row = connection.execute(
        text("SELECT id, body FROM events WHERE kind = 'SignedOff' AND version = 2 AND part = 0")
    ).one_or_none()
    chosen = (
        row or connection.execute(text("SELECT id, body FROM events WHERE version = 2")).first()
    )
    assert chosen is not None
    body = json.loads(chosen.body)
    body["forged"] = True
    connection.execute(
        text("UPDATE events SET body = :body WHERE id = :id"),
        {"body": json.dumps(body), "id": chosen.id},
    )


ATTACKS = {
    "edit a nested field": (edit_nested, (2, 0, "edited")),
    "delete the first row": (
        sql("DELETE FROM events WHERE version = 1 AND part = 0"),
        (1, 1, "missing_before"),
    ),
    "delete a middle act": (sql("DELETE FROM events WHERE version = 3"), (4, 0, "missing_before")),
    "change who did it": (
        sql("UPDATE events SET act_id = 'other' WHERE version = 2 AND part = 0"),
        (2, 0, "edited"),
    ),
    "move the clock": (
        sql("UPDATE events SET at = '2020-01-01' WHERE version = 2 AND part = 0"),
        (2, 0, "edited"),
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_i08_each_attack_is_found_and_the_first_bad_row_named(app, attack):
    change, expected = ATTACKS[attack]
    play = at_opinions(app)
    unlocked(play, change)

    found = bad_rows(play)

    assert found[0][2] == expected[2]
    assert found[0][:2] == expected[:2]


def test_i07_cutting_the_newest_rows_is_found(app):
    play = at_opinions(app)
    last = play.case.version
    unlocked(play, sql(f"DELETE FROM events WHERE version = {last}"))
    assert [why for _, _, why in bad_rows(play)] == ["tail_cut"]


def test_i08_a_row_played_a_second_time_is_found(app):
    play = at_opinions(app)
    last = play.case.version
    unlocked(
        play,
        sql(
            "INSERT INTO events (case_id, version, part, act_id, kind, at, body, previous, digest) "
            f"SELECT case_id, {last + 1}, 0, 'again', kind, at, body, previous, digest "
            "FROM events WHERE version = 2 AND part = 0"
        ),
    )
    assert [row[:2] for row in bad_rows(play)] == [(last + 1, 0)]


def test_a_whole_case_deleted_from_the_history_is_found(app):
    play = at_opinions(app)
    unlocked(play, sql("DELETE FROM events"))
    assert [why for _, _, why in bad_rows(play)] == ["tail_cut"]


def test_replaying_the_facts_gives_the_rows(app):
    play = at_opinions(app)
    play.sign("UBKTTU", "ask_supplement")
    facts = read(app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    first, stored = facts[0], play.case
    assert isinstance(first, CaseOpened)
    empty = Case(
        id=play.id,
        procedure=first.procedure,
        law_digest=first.law_digest,
        law_book=first.law_book,
        law_day=first.law_day,
        subject=first.subject,
        press_agency=first.press_agency,
        post=stored.post,
        handler=first.by.agency,
        started_by=first.by.person,
        opened_at=first.at,
        version=stored.version,
        chain_head=stored.chain_head,
    )

    assert evolve(empty, facts) == stored
