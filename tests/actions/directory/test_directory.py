"""Positions, delegations and absences entered by an administrator: logged, dated, never deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from actions.directory.directory import (
    add_seat,
    delegate,
    end,
    enter_absence,
)
from actions.directory.entry import DirectoryEntry
from actions.directory.records import Correcting, correct, record_from, set_record, version_of
from actions.viewer import viewer_of
from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Power, Seat
from domain.directory.fields import FieldSaid
from domain.directory.record import Record, Service
from domain.errors import BadInput, NotAllowed, NotFound, NotYourTask
from tests.actions.leaving.settling import end_position
from tests.looking import read
from tests.playing import SIGNERS, at_opinions

TODAY = date(2026, 9, 7)
ADMIN = DirectoryEntry(
    act_id="form-1", by="luonggiaminh", document="Quyết định 12-QĐ/TU ngày 01/9/2026"
)
SEAT = Seat(
    "vothimyhanh", "BTCTU", "Phó Trưởng Ban", frozenset({Power.SIGN}), TODAY, date(2030, 1, 1)
)
LENT = Delegation("hlinhnie", "tranvanbinh", "BTGDVTU", "", TODAY, date(2026, 10, 1))


def changes(app):
    return read(app.engine, lambda uow: uow.directory_log.changes())


def seats(app, person):
    return read(app.engine, lambda uow: uow.spans.seats_of(person))


def test_a_position_is_entered_once_with_its_line_in_the_log(app):
    for _ in range(2):
        add_seat(app, ADMIN, SEAT)
    assert seats(app, "vothimyhanh") == (SEAT,)
    (line,) = changes(app)
    assert (line.what, line.person, line.by) == ("seat_added", "vothimyhanh", "luonggiaminh")
    assert line.document == ADMIN.document
    assert "Phó Trưởng Ban" in line.said


@pytest.mark.parametrize("by", ["lethuha", "trinhvanduc", "ythongeban"])
def test_only_administrators_enter_anything(lite, by):
    with pytest.raises(NotAllowed):
        add_seat(lite, replace(ADMIN, by=by), SEAT)
    assert changes(lite) == ()


def test_nothing_is_entered_without_a_document(lite):
    with pytest.raises(BadInput):
        add_seat(lite, replace(ADMIN, document=""), SEAT)


def test_an_unknown_person_or_body_is_refused(lite):
    with pytest.raises(NotFound):
        add_seat(lite, ADMIN, replace(SEAT, person="khongco"))
    with pytest.raises(NotFound):
        add_seat(lite, ADMIN, replace(SEAT, agency="KHONGCO"))


def test_a_position_ended_today_carries_nothing_today_and_stays_in_the_history(app, clock):
    play = at_opinions(app)
    key = {"person": "hlinhnie", "agency": "BTGDVTU", "position": "Trưởng Ban"}
    end_position(app, ADMIN, date(2026, 9, 6), **key, first_day=date(2007, 7, 1))
    with pytest.raises((NotYourTask, NotAllowed)):
        play.sign("BTGDVTU")
    held = [seat for seat in seats(app, "hlinhnie") if seat.agency == "BTGDVTU"]
    assert [(s.first_day, s.end) for s in held] == [(date(2007, 7, 1), TODAY)]
    was = read(app.engine, lambda uow: uow.directory.signers(date(2026, 9, 6)))
    assert "BTGDVTU" in was


def test_a_delegation_lets_the_taker_answer_until_it_ends(app):
    play = at_opinions(app)
    delegate(app, ADMIN, LENT)
    receipt = play.sign("BTGDVTU", person="tranvanbinh")
    by = receipt.facts[0].by
    assert (by.person, by.on_behalf_of, by.mandate) == ("tranvanbinh", "hlinhnie", ADMIN.document)
    key = {"giver": "hlinhnie", "taker": "tranvanbinh", "agency": "BTGDVTU"}
    end(app, replace(ADMIN, act_id="2"), Delegation, date(2026, 9, 20), **key, first_day=TODAY)
    delegated = read(app.engine, lambda uow: uow.spans.delegations_of("hlinhnie"))
    assert [d.end for d in delegated] == [date(2026, 9, 21)]
    assert [c.what for c in changes(app)] == ["delegation_ended", "delegation_added"]


def test_a_delegated_power_is_not_handed_on(lite):
    delegate(lite, ADMIN, LENT)
    further = replace(LENT, giver="tranvanbinh", taker="lethuha", agency="BTGDVTU")
    delegate(lite, replace(ADMIN, act_id="2"), further)  # their own power to prepare, no more
    viewer = read(lite.engine, lambda uow: viewer_of(lite, uow, "lethuha"))
    assert not viewer.may(Power.SIGN, "BTGDVTU")
    with pytest.raises(BadInput):
        delegate(lite, replace(ADMIN, act_id="3"), replace(LENT, giver="lethuha", taker="ymoaeban"))


def test_an_absence_is_told_and_decides_nothing(app):
    play = at_opinions(app)
    enter_absence(app, ADMIN, Absence("hlinhnie", TODAY, date(2026, 9, 13), ""))
    delegate(app, replace(ADMIN, act_id="2"), LENT)
    (gone,) = read(app.engine, lambda uow: uow.spans.away(TODAY))["BTGDVTU"]
    assert (gone.last_day, gone.takers) == (date(2026, 9, 12), ("tranvanbinh",))
    play.sign("BTGDVTU", person=SIGNERS["BTGDVTU"])
    end(
        app,
        replace(ADMIN, act_id="3"),
        Absence,
        date(2026, 9, 7),
        person="hlinhnie",
        first_day=TODAY,
    )
    assert read(app.engine, lambda uow: uow.spans.away(date(2026, 9, 8))) == {}


@pytest.mark.parametrize(
    "verb", ["UPDATE directory_log SET what = 'x'", "DELETE FROM directory_log"]
)
def test_the_database_itself_refuses_to_change_the_log(app, verb):
    add_seat(app, ADMIN, SEAT)
    with pytest.raises(DBAPIError, match="append-only"), app.engine.begin() as connection:
        connection.execute(text(verb))


RECORD = Record(resident=True, services=(Service("BPTTH", "deputy", date(2020, 1, 1)),))
OFFICER = DirectoryEntry(act_id="form-9", by="lethuha", document="Lý lịch 2C-TCTW")


def test_an_officer_of_the_organization_body_enters_a_record_and_every_version_is_kept(app):
    set_record(app, OFFICER, "vothimyhanh", RECORD)
    again = replace(OFFICER, act_id="form-10")
    with pytest.raises(BadInput, match="reason_owed"):
        set_record(app, again, "vothimyhanh", Record())
    set_record(app, again, "vothimyhanh", Record(), reason="Nhập nhầm người")
    on_file = read(app.engine, lambda uow: uow.directory.entered("vothimyhanh")).record
    assert on_file == Record()
    assert '"deputy"' in changes(app)[1].said


@pytest.mark.parametrize("by", ["hlinhnie", "dangducthuan", "trinhvanduc", "luonggiaminh"])
def test_nobody_else_enters_a_record(lite, by):
    with pytest.raises(NotAllowed):
        set_record(lite, replace(OFFICER, by=by), "vothimyhanh", RECORD)


def test_not_ones_own_record_and_not_over_what_another_changed_meanwhile(lite):
    with pytest.raises(BadInput):
        set_record(lite, OFFICER, "lethuha", RECORD)
    old = read(lite.engine, lambda uow: version_of(uow.directory.entered("lethuha")))
    wanted = Correcting(person="vothimyhanh", said={"degree": FieldSaid(value="Cử nhân")}, seen=old)
    with pytest.raises(BadInput, match="changed_since"):
        correct(lite, OFFICER, wanted)


@pytest.mark.parametrize(
    "said",
    [
        [],
        "text",
        {"residnet": True},
        {"services": [{"agency": "X", "since": "2020-01-01"}]},
        {"services": ["x"]},
        {"disciplines": [{"side": "state"}]},
        {"services": 5},
        {"ratings": {"năm": "good"}},
    ],
)
def test_a_record_that_cannot_be_read_is_refused_with_its_place(said):
    with pytest.raises(BadInput):
        record_from(said)


def test_a_span_that_ends_before_it_begins_is_refused(lite):
    wrong = Record(services=(Service("X", "other", date(2021, 1, 1), date(2020, 1, 1)),))
    with pytest.raises(BadInput, match="before_first"):
        set_record(lite, OFFICER, "vothimyhanh", wrong)


def test_nobody_ends_their_own_position(lite):
    key = {"person": "luonggiaminh", "agency": "TU", "position": "Quản trị hệ thống"}
    with pytest.raises(BadInput, match="own_entry"):
        end_position(lite, ADMIN, date(2026, 9, 30), **key, first_day=date(2007, 7, 1))
    assert changes(lite) == ()
