"""Seals: what was sealed once cannot be changed, cut or put in place of unseen."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from actions.audit.seals import (
    bad_seals,
    check_export,
    due,
    export,
    seal,
)
from domain.audit.chain import BadRow
from models.audit.audit_log import verify
from models.audit.difference import Difference
from tests.looking import read
from tests.playing import at_opinions, opened

KEY = bytes(range(32))
TABLES = ("events", "seals", "seal_heads")


def attack(app, *statements):
    """What whoever owns the database could do."""
    with app.engine.begin() as connection:
        for table in TABLES:
            if app.engine.dialect.name == "sqlite":
                for verb in ("update", "delete"):
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
            else:
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        for statement in statements:
            connection.execute(text(statement))


def faults(app):
    return [(bad.number, bad.why, bad.case_id) for bad in bad_seals(app)]


def test_a_seal_is_due_once_a_day_and_only_when_something_moved(lite, clock):
    assert not due(lite)
    opened(lite)
    assert due(lite)
    seal(lite, KEY)
    opened(lite, act_id="second", subject="vothimyhanh")
    assert not due(lite)
    clock.forward(days=1)
    assert due(lite)
    seal(lite, KEY)
    clock.forward(days=1)
    assert not due(lite)


def test_seals_follow_each_other_and_hold_while_cases_go_on(app):
    assert seal(app, KEY) is None
    first = opened(app)
    one = seal(app, KEY)
    assert seal(app, KEY) is None
    second = opened(app, act_id="second", subject="vothimyhanh")
    first.until("provincial_opinions")
    two = seal(app, KEY)
    assert (one.number, one.cases, two.number, two.cases) == (1, 1, 2, 2)
    second.follow()
    assert faults(app) == []
    covered = export(app, two)["heads"]
    assert {row["case_id"] for row in covered} == {first.id, second.id}
    assert [row["version"] for row in export(app, one)["heads"]] == [1]


def test_a_case_that_is_gone_without_a_trace_is_missed(app):
    case = opened(app).id
    opened(app, act_id="second", subject="vothimyhanh")
    seal(app, KEY)
    attack(
        app,
        *(
            f"DELETE FROM {table} WHERE {column} = '{case}'"
            for table, column in (
                ("outbox", "case_id"),
                ("events", "case_id"),
                ("tasks", "case_id"),
                ("worklist", "case_id"),
                ("notices", "case_id"),
                ("cases", "id"),
            )
        ),
    )
    (gone,) = read(app.engine, lambda uow: verify(uow.connection))  # numbers have no gap
    assert gone == Difference(table="cases", row=case, why="gone", case_id=case)
    assert faults(app) == [(1, "head", case)]
    seal(app, KEY)
    assert faults(app) == [(1, "head", case)]


def test_i07_a_history_cut_back_with_its_case_row_is_found(app):
    """I07: the newest rows deleted and the head of the case set back with them: the chain alone
    holds, what was kept outside of it tells."""
    play = at_opinions(app)
    seal(app, KEY)
    last = play.case.version
    attack(
        app,
        f"DELETE FROM events WHERE version = {last}",
        f"UPDATE cases SET version = {last - 1}, chain_head = (SELECT digest FROM events WHERE "
        f"version = {last - 1} ORDER BY part DESC LIMIT 1)",
    )
    found = read(app.engine, lambda uow: verify(uow.connection))
    assert not any(isinstance(fault, BadRow) for fault in found)  # the chain alone holds
    assert faults(app) == [(1, "head", play.id)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE seals SET at = 'x' WHERE number = 1", {(1, "signature"), (2, "order")}),
        (
            "UPDATE seals SET root = previous WHERE number = 1",
            {(1, "root"), (1, "signature"), (2, "order")},
        ),
        ("UPDATE seal_heads SET version = 9 WHERE seal = 2", {(2, "root"), (2, "head")}),
        ("DELETE FROM seal_heads WHERE seal = 1", {(1, "root"), (2, "root")}),
        ("UPDATE seals SET public_key = root WHERE number = 2", {(2, "signature")}),
    ],
)
def test_each_change_of_a_seal_is_found(lite, statement, found):
    opened(lite)
    seal(lite, KEY)
    opened(lite, act_id="second", subject="vothimyhanh")
    seal(lite, KEY)
    attack(lite, statement)
    assert {(number, why) for number, why, _ in faults(lite)} == found


def test_a_seal_left_out_is_found(lite):
    opened(lite)
    seal(lite, KEY)
    opened(lite, act_id="second", subject="vothimyhanh")
    seal(lite, KEY)
    attack(lite, "DELETE FROM seal_heads WHERE seal = 1", "DELETE FROM seals WHERE number = 1")
    assert (2, "order", "") in faults(lite)


def test_a_whole_database_forged_and_sealed_anew_is_found_by_the_seal_kept_elsewhere(lite):
    opened(lite)
    kept = json.loads(json.dumps(export(lite, seal(lite, KEY))))
    assert check_export(lite, kept) == []
    attack(lite, "DELETE FROM seal_heads", "DELETE FROM seals", "UPDATE events SET act_id = 'x'")
    seal(lite, bytes(32))
    assert {bad.why for bad in check_export(lite, kept)} == {"order"}
    attack(lite, "UPDATE events SET digest = previous")
    assert "head" in {bad.why for bad in check_export(lite, kept)}
    kept["heads"][0]["version"] = 5
    assert "root" in {bad.why for bad in check_export(lite, kept)}


@pytest.mark.parametrize("table", ["seals", "seal_heads"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET root = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_a_seal(app, table, verb):
    opened(app)
    seal(app, KEY)
    statement = verb.format(table).replace("root", "digest" if table == "seal_heads" else "root")
    with pytest.raises(DBAPIError, match="append-only"), app.engine.begin() as connection:
        connection.execute(text(statement))
