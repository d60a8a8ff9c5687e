"""No administrator is everybody: access and powers are asked for by one, confirmed by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pyotp
import pytest
from openpyxl import load_workbook

from actions.accounts.accounts import set_password, turn_on_second_factor
from actions.accounts.confirming import confirm_requests, decline_request
from actions.accounts.invitations import accept_invitation, invite, reopen
from actions.accounts.sessions import SignIn, sign_in
from actions.accounts.two_people import TOLD
from actions.directory.directory import add_seat, delegate
from actions.directory.entry import DirectoryEntry
from actions.directory.import_people import import_people, template
from documents.intake.sent_file import SentFile
from domain.accounts.errors import AccountLocked, BadCredentials, InvitationSpent, WrongCode
from domain.directory.actors import Delegation, Power, Seat
from domain.directory.people import Person
from domain.errors import BadInput, BadSheet, NotAllowed
from models.unit_of_work import transaction
from tests.actions.leaving.settling import end_position, shut
from tests.looking import read
from tests.playing import together

FIRST, SECOND, WORD = "luonggiaminh", "haquantri", "một câu đủ dài để nhớ"
TODAY, LONG = date(2026, 9, 7), date(2030, 1, 1)
ADMINISTERS = frozenset({Power.ADMINISTER})
SEAT = Seat("vothimyhanh", "BTCTU", "Phó Trưởng Ban", frozenset({Power.SIGN}), TODAY, LONG)
ENTRY = DirectoryEntry(act_id="form-1", by=FIRST, document="12-QĐ/TU")


def another(app, person=SECOND):
    """A second administrator who can sign in."""

    def work(uow):
        birth = date(1985, 3, 1)
        uow.directory.add_person(Person(person, "Hà Quản Trị", "Trị Hà Quản", "female", birth))
        uow.directory.add_seat(Seat(person, "TU", "Quản trị", ADMINISTERS, TODAY, LONG))

    transaction(app.engine, work)
    set_password(app, person, WORD)


@pytest.fixture
def two(lite):
    """Where two administrators can sign in."""
    set_password(lite, FIRST, WORD)
    another(lite)
    set_password(lite, "trinhvanduc", WORD)
    return lite


def waiting(app):
    return read(app.engine, lambda uow: uow.admin_requests.waiting(app.clock()))


def ids(app):
    return [asked.id for asked in waiting(app)]


def account(app, person):
    return read(app.engine, lambda uow: uow.accounts.find(person))


def seats(app, person):
    return read(app.engine, lambda uow: uow.spans.seats_of(person))


def events(app, person):
    entries = read(app.engine, lambda uow: uow.accounts.entries(person))
    return [(e.what, e.by, e.client) for e in entries if e.person == person]


def refused(rule, act, *given, **named):
    with pytest.raises(BadInput) as found:
        act(*given, **named)
    assert found.value.facts["rule"] == rule


def sheet(person, agency, powers):
    book = load_workbook(BytesIO(template()))
    book["Vị trí"].append([person, agency, "Chuyên viên", powers, "01/09/2026", ""])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_one_administrator_works_alone_and_it_is_on_record(lite):
    set_password(lite, FIRST, WORD)
    (letter,) = invite(lite, ["lethuha"], by=FIRST).letters
    assert not letter.coded
    add_seat(lite, ENTRY, SEAT)
    assert seats(lite, "vothimyhanh") == (SEAT,)
    assert ("done_alone", FIRST, "invite") in events(lite, "lethuha")
    assert ("done_alone", FIRST, "seat") in events(lite, "vothimyhanh")


def test_a_reset_takes_two_and_neither_of_them_can_use_it(app):
    set_password(app, FIRST, WORD)
    another(app)
    set_password(app, "trinhvanduc", WORD)
    done = invite(app, ["trinhvanduc"], by=FIRST)
    assert done.letters == ()
    assert account(app, "trinhvanduc").invited == ""
    refused(BadInput.Rule.OWN_REQUEST, confirm_requests, app, ids(app), by=FIRST)
    (letter,) = confirm_requests(app, ids(app), by=SECOND)
    with pytest.raises(WrongCode):
        accept_invitation(app, letter.token, "mật khẩu của kẻ khác")
    code = done.codes["trinhvanduc"]
    with pytest.raises(InvitationSpent):
        accept_invitation(app, code, "mật khẩu của kẻ khác", code)
    assert accept_invitation(app, letter.token, "một câu mới dài lắm", code) == "trinhvanduc"
    told = events(app, "trinhvanduc")
    assert ("asked", FIRST, "invite") in told
    assert ("confirmed_by_second", SECOND, "invite") in told


def test_codes_are_not_tried_through(two):
    invite(two, ["trinhvanduc"], by=FIRST)
    (letter,) = confirm_requests(two, ids(two), by=SECOND)
    for _ in range(5):
        with pytest.raises(WrongCode):
            accept_invitation(two, letter.token, WORD, "00000000")
    with pytest.raises(AccountLocked):
        accept_invitation(two, letter.token, WORD, "00000000")


def test_the_second_factor_stays_until_the_letter_and_the_code_are_shown(two, clock):
    secret = pyotp.random_base32()
    turn_on_second_factor(two, "trinhvanduc", secret, pyotp.TOTP(secret).at(clock.now))
    invite(two, ["trinhvanduc"], by=FIRST)
    confirm_requests(two, ids(two), by=SECOND)
    with pytest.raises(BadCredentials):
        sign_in(two, SignIn("trinhvanduc", WORD))
    assert account(two, "trinhvanduc").totp == secret


@pytest.mark.parametrize("by", ["lethuha", "trinhvanduc"])
def test_only_administrators_confirm_or_decline(two, by):
    add_seat(two, ENTRY, SEAT)
    for act in (
        lambda: confirm_requests(two, ids(two), by=by),
        lambda: decline_request(two, ids(two)[0], by=by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_powers_are_given_by_two(app):
    set_password(app, FIRST, WORD)
    another(app)
    lent = Delegation("hlinhnie", "tranvanbinh", "BTGDVTU", "", TODAY, date(2026, 10, 1))
    for _ in range(2):  # the same form twice is one wish
        assert add_seat(app, ENTRY, SEAT)
    assert delegate(app, replace(ENTRY, act_id="form-2"), lent)
    assert seats(app, "vothimyhanh") == ()
    assert len(ids(app)) == 2
    confirm_requests(app, ids(app), by=SECOND)
    assert seats(app, "vothimyhanh") == (SEAT,)
    given = read(app.engine, lambda uow: uow.spans.delegations_of("hlinhnie"))
    assert [(d.taker, d.document) for d in given] == [("tranvanbinh", "12-QĐ/TU")]
    lines = read(app.engine, lambda uow: uow.directory_log.changes())
    assert {(line.what, line.by) for line in lines} == {
        ("seat_added", FIRST),
        ("delegation_added", FIRST),
    }


def test_a_sheet_is_one_request_and_gives_nobody_powers_before(two):
    done = import_people(two, SentFile("a.xlsx", sheet("vothimyhanh", "BTCTU", "ký")), by=FIRST)
    assert done.waits
    assert seats(two, "vothimyhanh") == ()
    confirm_requests(two, ids(two), by=SECOND)
    assert [seat.agency for seat in seats(two, "vothimyhanh")] == ["BTCTU"]


@pytest.mark.parametrize(
    ("person", "powers"), [(FIRST, "ký"), (FIRST, "quản trị"), ("hlinhnie", "quản trị")]
)
def test_a_sheet_gives_no_powers_that_a_form_would_refuse(lite, person, powers):
    """An administrator once gave themselves the power to sign by a file."""
    with pytest.raises(BadSheet):
        import_people(lite, SentFile("a.xlsx", sheet(person, "BTCTU", powers)), by=FIRST)


def test_a_closed_account_is_opened_by_two(two):
    shut(two, "trinhvanduc", by=FIRST)
    assert reopen(two, "trinhvanduc", by=FIRST)
    assert not account(two, "trinhvanduc").enabled
    confirm_requests(two, ids(two), by=SECOND)
    assert account(two, "trinhvanduc").enabled


def test_nobody_becomes_the_only_administrator_by_shutting_out_the_other(two):
    shut(two, SECOND, by=FIRST)
    end_position(
        two, ENTRY, TODAY, person=SECOND, agency="TU", position="Quản trị", first_day=TODAY
    )
    assert invite(two, ["trinhvanduc"], by=FIRST).letters == ()
    assert add_seat(two, replace(ENTRY, act_id="form-2"), SEAT)


def test_nobody_confirms_what_gives_themselves_something(two):
    invite(two, [SECOND], by=FIRST)
    refused(BadInput.Rule.OWN_ENTRY, confirm_requests, two, ids(two), by=SECOND)


def test_the_command_line_stands_in_only_where_nobody_else_could(two):
    add_seat(two, ENTRY, SEAT)
    refused(BadInput.Rule.ANOTHER_CAN, confirm_requests, two, ids(two))
    assert invite(two, ["trinhvanduc"]).letters == ()
    own = [asked.id for asked in waiting(two) if not asked.asked_by]
    refused(BadInput.Rule.OWN_REQUEST, confirm_requests, two, own)
    shut(two, SECOND)
    confirm_requests(two, [asked.id for asked in waiting(two) if asked.asked_by])
    assert seats(two, "vothimyhanh") == (SEAT,)


def test_who_asked_must_still_administer(two):
    add_seat(two, ENTRY, SEAT)
    past = replace(ENTRY, act_id="end", by=SECOND)
    key = {"person": FIRST, "agency": "TU", "position": "Quản trị hệ thống"}
    end_position(two, past, date(2026, 9, 6), **key, first_day=seats(two, FIRST)[0].first_day)
    with pytest.raises(NotAllowed):
        confirm_requests(two, ids(two), by=SECOND)


def test_a_request_is_decided_once_and_not_after_two_weeks(two, clock):
    add_seat(two, ENTRY, SEAT)
    (wanted,) = ids(two)
    decline_request(two, wanted, by=FIRST)
    refused(BadInput.Rule.DECIDED, confirm_requests, two, [wanted], by=SECOND)
    assert ("declined_by_second", FIRST, "seat") in events(two, "vothimyhanh")
    add_seat(two, replace(ENTRY, act_id="later"), SEAT)
    (late,) = ids(two)
    clock.forward(days=15)
    refused(BadInput.Rule.DECIDED, confirm_requests, two, [late], by=SECOND)
    assert seats(two, "vothimyhanh") == ()


def test_of_a_batch_all_is_done_or_nothing(two):
    add_seat(two, ENTRY, SEAT)
    add_seat(two, replace(ENTRY, act_id="form-2"), replace(SEAT, person="hlinhnie"))
    decline_request(two, ids(two)[1], by=FIRST)
    every = [asked.id for asked in read(two.engine, lambda uow: uow.admin_requests.newest())]
    with pytest.raises(BadInput):
        confirm_requests(two, every, by=SECOND)
    assert seats(two, "vothimyhanh") == ()


def test_confirmed_twice_at_once_is_done_once(app):
    set_password(app, FIRST, WORD)
    another(app)
    another(app, "bonquantri")
    invite(app, ["lethuha"], by=FIRST)
    (wanted,) = ids(app)
    acts = [lambda by=by: confirm_requests(app, [wanted], by=by) for by in (SECOND, "bonquantri")]
    found = together(acts)
    assert sorted(isinstance(one, BadInput) for one in found) == [False, True]


def test_the_person_and_the_auditors_are_told_until_they_have_read_it(two):
    def untold(person, *, everybody=False):
        return read(two.engine, lambda uow: uow.accounts.untold(person, TOLD, everybody=everybody))

    add_seat(two, ENTRY, SEAT)
    confirm_requests(two, ids(two), by=SECOND)
    assert (untold("vothimyhanh"), untold("hlinhnie")) == (2, 0)
    assert untold("trinhvanduc", everybody=True) == 2
    transaction(two.engine, lambda uow: uow.accounts.told("trinhvanduc"))
    assert untold("trinhvanduc", everybody=True) == 0
    assert untold("vothimyhanh") == 2
