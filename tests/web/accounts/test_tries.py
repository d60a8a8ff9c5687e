"""Wrong tries: counted before anything is compared, against nobody's whole account."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import replace
from time import sleep

import pyotp
import pytest
from sqlalchemy import literal, select
from sqlalchemy.exc import IntegrityError

from actions.accounts import accounts
from actions.accounts.accounts import set_password, turn_on_second_factor
from actions.accounts.sessions import SignIn, sign_in
from domain.accounts.errors import AccountLocked, BadCredentials, SignInBusy
from models.schema.tables import people
from models.unit_of_work import UnitOfWork
from tests.looking import read
from tests.playing import together
from tests.web.site import PASSWORD, form_of, plain

WRONG = "không phải mật khẩu này"


def enter(visitor, person, password=PASSWORD, code=""):
    fields = {"person": person, "password": password, "code": code, "page": "/inbox"}
    return visitor.client.post("/sign-in", data=fields)


def inside(person, path, fields):
    """A form of the account page, as sent by a browser with a session."""
    page = {"/account/second-factor": "/account/second-factor"}.get(path, "/account")
    hidden = form_of(person.see(page), path)
    return person.client.post(path, data=hidden | fields)


def test_strangers_keep_nobody_out_of_a_browser_they_are_known_by(site):
    set_password(site.app, "lethuha", PASSWORD)
    known = site.visitor()
    assert enter(known, "lethuha").status_code == 200
    known.client.cookies.delete(site.options.cookie)
    for _ in range(6):
        enter(site.visitor(), "lethuha", WRONG)
    assert enter(site.visitor(), "lethuha").status_code == 401
    assert enter(known, "lethuha").status_code == 200


def test_a_name_that_nobody_has_is_answered_like_any_other(site):
    set_password(site.app, "lethuha", PASSWORD)
    told = {
        person: [plain(enter(site.visitor(), person, WRONG).text) for _ in range(6)]
        for person in ("lethuha", "khongco")
    }
    alike = [text.replace("khongco", "lethuha") for text in told["khongco"]]
    assert told["lethuha"] == alike
    assert "tạm khóa" in told["lethuha"][5]


@pytest.mark.parametrize("person", ["lethuha", "khongco"])
def test_tries_sent_side_by_side_are_all_counted(app, person):
    set_password(app, "lethuha", PASSWORD)
    tries = [lambda: sign_in(app, SignIn(person, WRONG, address="10.0.0.1"))] * 12
    kinds = [type(found) for found in together(tries)]
    assert kinds.count(BadCredentials) == 5
    assert kinds.count(AccountLocked) == 7


def test_many_machines_together_are_counted_too(app):
    set_password(app, "lethuha", PASSWORD)
    for machine in range(50):
        with pytest.raises(BadCredentials):
            sign_in(app, SignIn("lethuha", WRONG, address=f"10.0.0.{machine}"))
    with pytest.raises(AccountLocked):
        sign_in(app, SignIn("lethuha", PASSWORD, address="10.0.1.1"))


def test_a_password_is_the_same_however_its_marks_are_typed(lite):
    set_password(lite, "lethuha", unicodedata.normalize("NFD", PASSWORD))
    assert sign_in(lite, SignIn("lethuha", unicodedata.normalize("NFC", PASSWORD)))


@pytest.mark.parametrize(
    ("path", "field"),
    [("/account/second-factor", "password"), ("/account/password", "old")],
)
def test_tries_inside_a_session_are_counted(site, path, field):
    officer = site.person("lethuha")
    for _ in range(5):
        inside(officer, path, {field: WRONG, "code": "000000", "new": "một câu khác rất dài"})
    right = {field: PASSWORD, "code": "000000", "new": "một câu khác rất dài"}
    assert "tạm khóa" in plain(inside(officer, path, right).text)
    assert sign_in(site.app, SignIn("lethuha", PASSWORD, address="10.0.0.1"))


def test_a_session_alone_replaces_no_second_factor(site, clock):
    officer = site.person("lethuha")
    secret = pyotp.random_base32()
    turn_on_second_factor(site.app, "lethuha", secret, pyotp.TOTP(secret).at(clock.now))
    clock.forward(minutes=2)
    other = pyotp.random_base32()
    fields = {"secret": other, "code": pyotp.TOTP(other).at(clock.now), "password": PASSWORD}
    inside(officer, "/account/second-factor", fields)
    assert factor(site) == secret
    code = pyotp.TOTP(secret).at(clock.now)
    inside(officer, "/account/second-factor", fields | {"current_code": code})
    assert factor(site) == other


def factor(site):
    return read(site.app.engine, lambda uow: uow.accounts.find("lethuha")).totp


def test_a_session_alone_makes_no_token(site):
    officer = site.person("lethuha")
    hidden = form_of(officer.see("/account/tokens"), "/account/tokens/make")
    fields = hidden | {"name": "máy của tôi", "scope": "read", "days": "30"}
    officer.client.post("/account/tokens/make", data=fields)
    officer.client.post("/account/tokens/make", data=fields | {"password": WRONG})
    assert read(site.app.engine, lambda uow: uow.tokens.of_person("lethuha")) == ()
    officer.client.post("/account/tokens/make", data=fields | {"password": PASSWORD})
    assert len(read(site.app.engine, lambda uow: uow.tokens.of_person("lethuha"))) == 1


@pytest.mark.parametrize("typed", ["LeThuHa", " lethuha ", "LETHUHA"])
def test_a_name_is_the_same_in_any_case(lite, typed):
    set_password(lite, "lethuha", PASSWORD)
    assert sign_in(lite, SignIn(typed, PASSWORD))


def test_a_name_in_another_case_is_not_tried_apart(lite):
    for typed in ("lethuha", "LETHUHA", "LeThuHa", "lethuhA", "lEthuha"):
        with pytest.raises(BadCredentials):
            sign_in(lite, SignIn(typed, WRONG, address="10.0.0.1"))
    with pytest.raises(AccountLocked):
        sign_in(lite, SignIn("Lethuha", WRONG, address="10.0.0.1"))


def test_two_ids_never_differ_by_case_alone(app):
    person = read(app.engine, lambda uow: uow.directory.person("lethuha"))
    with app.engine.begin() as connection:
        uow = UnitOfWork(connection)
        assert not uow.directory.add_person(replace(person, id="LeThuHa"))
    table = people.insert().from_select(
        [c.name for c in people.columns],
        select(*(literal("LETHUHA") if c.name == "id" else c for c in people.columns)).where(
            people.c.id == "lethuha"
        ),
    )
    with pytest.raises(IntegrityError), app.engine.begin() as connection:
        connection.execute(table)


def test_few_passwords_are_hashed_side_by_side(lite, monkeypatch):
    """However many sign in at once: each takes 64 MiB and a processor."""
    set_password(lite, "lethuha", PASSWORD)
    most = [0]

    class Counting:
        busy = 0

        def verify(self, *_):
            Counting.busy += 1
            most[0] = max(most[0], Counting.busy)
            sleep(0.05)
            Counting.busy -= 1
            return True

    monkeypatch.setattr(accounts, "HASHER", Counting())
    together(
        [lambda n=n: sign_in(lite, SignIn("lethuha", PASSWORD, address=str(n))) for n in range(12)]
    )
    assert most[0] <= 4


def test_who_waits_in_vain_for_a_turn_is_told_so(lite, monkeypatch):
    set_password(lite, "lethuha", PASSWORD)
    monkeypatch.setattr(accounts, "QUEUE", 0.01)
    monkeypatch.setattr(accounts, "AT_ONCE", threading.BoundedSemaphore(1))
    with accounts.taking_turns(), pytest.raises(SignInBusy):
        sign_in(lite, SignIn("lethuha", PASSWORD))
