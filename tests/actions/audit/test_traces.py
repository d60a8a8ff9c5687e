"""What a look leaves behind comes into the database once, whoever takes it in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.accounts.accounts import digest, set_password
from actions.accounts.sessions import SignIn, session_of, sign_in
from actions.audit.traces import BATCH, leave, readings_of, take_in
from actions.audit.verifying import verify
from actions.backup import back_up
from domain.accounts.accounts import Lifetimes
from models.audit.spool import Spool
from models.papers.readings import Reading
from models.unit_of_work import reading
from tests.conftest import second_process
from tests.looking import read
from tests.playing import opened, together

PASSWORD = "một câu đủ dài để nhớ"


@pytest.fixture
def case(app):
    return opened(app).id


def look(app, case, how="page", person="lethuha"):
    leave(app, Reading(case, "c" * 64, person, how, app.clock()))


def kept(app, case):
    return [one.how for one in read(app, lambda uow: uow.readings.of_case(case))]


def test_each_line_is_taken_once_by_whoever_comes_first(app, case):
    for number in range(30):
        look(app, case, f"page{number}")
    others = [second_process(app) for _ in range(3)]
    taken = together([lambda one=one: take_in(one) for one in (app, *others)])
    assert sum(taken) == 30
    assert kept(app, case) == [f"page{number}" for number in range(30)]
    assert take_in(app) == take_in(others[0]) == 0
    assert verify(app) == []


def test_more_than_one_batch(lite):
    case = opened(lite).id
    for number in range(BATCH + 1):
        lite.clock.forward(seconds=1)
        look(lite, case, f"page{number}")
    assert take_in(lite) == BATCH + 1
    assert len(kept(lite, case)) == BATCH + 1


def test_what_a_dead_process_left_is_taken_and_its_file_goes(app, case):
    dead = second_process(app)
    look(dead, case)
    dead.spool.close()  # as the system does for it
    assert take_in(app) == 1
    assert kept(app, case) == ["page"]
    assert app.spool.files() == []


def test_what_waits_is_told_already(app, case):
    look(app, case, "first")
    take_in(app)
    look(app, case, "second")
    look(app, "BN-2026-0999", "of another")
    with reading(app) as uow:
        assert [one.how for one in readings_of(app, uow, case)] == ["first", "second"]
    assert kept(app, case) == ["first"]
    assert verify(app) == []


def test_a_transaction_that_fails_takes_nothing(lite, monkeypatch):
    case = opened(lite).id
    look(lite, case)
    with monkeypatch.context() as broken:
        broken.setattr("models.audit.spool.SpoolPlaces.move", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_in(lite)
    assert kept(lite, case) == []
    assert take_in(lite) == 1
    assert kept(lite, case) == ["page"]


def test_an_edited_line_stops_its_file_and_is_an_alarm_and_a_fault(lite):
    case = opened(lite).id
    look(lite, case, "page")
    look(lite, case, "pdf")
    (path,) = lite.spool.root.glob("*.lines")
    path.write_bytes(path.read_bytes().replace(b'"pdf"', b'"doc"'))
    assert take_in(lite) == 1
    assert take_in(lite) == 0
    assert kept(lite, case) == ["page"]
    (fault,) = verify(lite)
    assert (fault.table, fault.why) == ("spool", "edited")
    assert fault.row.startswith(path.stem)
    (alarm,) = read(lite, lambda uow: uow.alarms.newest())
    assert alarm.rule == "spool_holds"
    lite.spool.close()
    take_in(lite)
    assert path.exists()  # what proves it stays


def test_a_place_that_was_moved_by_hand_is_a_fault(lite):
    case = opened(lite).id
    look(lite, case)
    take_in(lite)
    look(lite, case, "pdf")
    with lite.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE spools SET taken = taken + 7")
    assert {(fault.table, fault.why) for fault in verify(lite)} == {("spools", "edited")}


def test_a_reading_of_what_is_not_in_this_database_holds_up_no_other(lite):
    case = opened(lite).id
    look(lite, "BN-2026-0999")
    look(lite, case, person="nobody")
    look(lite, case)
    assert take_in(lite) == 3
    assert kept(lite, case) == ["page"]


def test_a_session_is_seen_when_it_is_taken_in_and_never_earlier_again(lite):
    set_password(lite, "lethuha", PASSWORD)
    token, lifetimes = sign_in(lite, SignIn("lethuha", PASSWORD)), Lifetimes()
    begun = lite.clock.now
    lite.clock.forward(minutes=10)
    other = second_process(lite)
    assert session_of(other, token, lifetimes).live
    lite.clock.forward(minutes=10)
    assert session_of(lite, token, lifetimes).live
    for process in sorted((lite, other), key=lambda one: one.spool.files(), reverse=True):
        take_in(process)
    seen = read(lite, lambda uow: uow.accounts.session(digest(token))).seen_at
    assert seen == begun + timedelta(minutes=20)


def test_a_backup_has_what_was_looked_at_before(lite, tmp_path):
    case = opened(lite).id
    look(lite, case)
    back_up(lite, tmp_path / "backups")
    assert kept(lite, case) == ["page"]


def test_processes_of_one_home_share_the_folder(app):
    assert isinstance(app.spool, Spool)
    assert second_process(app).spool.root == app.spool.root


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("reading", "no JSON"),
        ("reading", "{}"),
        ("reading", '{"person": "\\u0000"}'),
        ("nothing_of_ours", "{}"),
    ],
)
def test_what_no_process_puts_down_stops_its_file_however_right_its_digest(lite, kind, body):
    case = opened(lite).id
    look(lite, case)
    lite.spool.put(kind, body)
    look(lite, case, "pdf")
    assert take_in(lite) == 1
    assert kept(lite, case) == ["page"]
    assert [(fault.table, fault.why) for fault in verify(lite)] == [("spool", "edited")]
    with reading(lite) as uow:
        assert [one.how for one in readings_of(lite, uow, case)] == ["page"]
    lite.spool.close()
    take_in(lite)
    assert lite.spool.files(), "what proves it stays"
