"""What was found whole is not looked at again, and nothing in the database can say that it was."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from actions.audit.seals import seal
from actions.audit.traces import leave, spool_faults, take_in
from actions.audit.verified import Memory
from actions.audit.verifying import verify_on
from models.audit.spool import Spool
from models.papers.readings import Reading
from tests.actions.audit.test_seals import attack
from tests.looking import read
from tests.playing import opened

KEY = bytes(range(32))


@pytest.fixture
def memory(tmp_path) -> Memory:
    return Memory(tmp_path / "verified.json", KEY)


@pytest.fixture
def sealed(app, memory):
    """A case, sealed and found whole; another one that came afterwards."""
    first = opened(app)
    seal(app, KEY)
    assert verify_on(app, memory).since is None
    second = opened(app, act_id="second", subject="vothimyhanh")
    return first, second


def found(app, memory, *, full=False):
    report = verify_on(app, memory, full=full)
    faults = [fault for fault in report.faults if fault.why != "unlocked"]  # locks come off first
    return {getattr(fault, "table", "seals") for fault in (*faults, *report.seals)}


def edit_fact(play):
    return f"UPDATE events SET body = replace(body, 'BTCTU', 'BTVTU') WHERE case_id = '{play.id}'"


def test_what_was_found_whole_is_not_looked_at_again(app, memory, sealed):
    report = verify_on(app, memory)
    assert (report.faults, report.seals, report.since.seal) == ([], [], 1)
    assert report.since.at == report.since.full
    assert verify_on(app, memory, full=True).since is None


def test_an_edit_of_before_the_seal_is_found_by_the_full_look(app, memory, sealed):
    attack(app, edit_fact(sealed[0]))
    assert found(app, memory) == set()  # as the documentation says
    assert "events" in found(app, memory, full=True)


EDITS = {
    "events": lambda play: edit_fact(play),
    "tasks": lambda play: f"UPDATE tasks SET role = 'x' WHERE case_id = '{play.id}'",
    "cases": lambda play: f"UPDATE cases SET subject = 'hlinhnie' WHERE id = '{play.id}'",
    "worklist": lambda play: f"DELETE FROM worklist WHERE case_id = '{play.id}'",
}


@pytest.mark.parametrize("table", EDITS)
def test_an_edit_of_what_came_after_is_found_by_both(app, memory, sealed, table):
    attack(app, EDITS[table](sealed[1]))
    assert table in found(app, memory)
    assert table in found(app, memory, full=True)


def test_a_sealed_case_that_moved_is_looked_at_from_its_first_fact_on(app, memory, sealed):
    sealed[0].sign("BPTTH", "submitted")
    attack(app, edit_fact(sealed[0]) + " AND version = 1")
    assert "events" in found(app, memory)


def test_a_row_the_journal_has_told_of_since_is_held_against_it(app, memory, sealed):
    shown = Reading(sealed[0].id, "", "ngoquanghuy", "page", app.clock())
    leave(app, shown)
    assert take_in(app)
    assert found(app, memory) == set()
    leave(app, shown)
    assert take_in(app)
    with app.engine.begin() as connection:
        newest = connection.execute(text("SELECT max(id) FROM readings")).scalar()
        if app.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER readings_no_update"))
        else:
            connection.execute(text("ALTER TABLE readings DISABLE TRIGGER ALL"))
        connection.execute(text(f"UPDATE readings SET how = 'file' WHERE id = {newest}"))
    assert found(app, memory) == {"readings"}


def test_a_cut_of_the_journal_is_found_by_both(app, memory, sealed):
    with app.engine.begin() as connection:
        if app.engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER journal_no_delete"))
        else:
            connection.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
        cut = "DELETE FROM journal WHERE stream = 'directory' AND number = "
        last = "(SELECT max(number) FROM journal WHERE stream = 'directory')"
        assert connection.execute(text(cut + last)).rowcount == 1
    assert "journal" in found(app, memory)
    assert "journal" in found(app, memory, full=True)


def test_nothing_is_remembered_where_something_is_broken(app, memory, sealed):
    kept = memory.recall()
    attack(app, edit_fact(sealed[1]))
    verify_on(app, memory)
    assert memory.recall() == kept


def test_another_hand_or_another_seal_is_not_believed(app, memory, sealed):
    kept = json.loads(memory.file.read_text())
    kept["verified"]["events"] += 10
    memory.file.write_text(json.dumps(kept))
    assert verify_on(app, memory).since is None
    assert Memory(memory.file, bytes(32)).recall() is None
    attack(app, "DELETE FROM seal_heads", "DELETE FROM seals")
    assert verify_on(app, memory).since is None


def test_one_case_and_pages_read_no_line_of_the_spool_twice(app, monkeypatch):
    play = opened(app)
    for _ in range(30):
        leave(app, Reading(play.id, "", "ngoquanghuy", "page", app.clock()))
    take_in(app)
    leave(app, Reading(play.id, "", "ngoquanghuy", "page", app.clock()))
    whole, lines = Spool.lines, []

    def counted(self, file, after):
        for line in whole(self, file, after):
            lines.append(line)
            yield line

    monkeypatch.setattr(Spool, "lines", counted)
    assert read(app.engine, lambda uow: list(spool_faults(app, uow, full=False))) == []
    assert len(lines) == 1
