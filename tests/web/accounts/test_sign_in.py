"""Who gets in: passwords, rest after wrong tries, second factor, invitations, first run."""

from __future__ import annotations

import pyotp
import pytest

from actions.accounts.accounts import set_password, turn_on_second_factor
from actions.accounts.invitations import accept_invitation, invite
from domain.accounts.errors import BadCredentials, InvitationSpent, WeakPassword
from tests.actions.leaving.settling import shut
from tests.looking import read
from tests.web.site import PASSWORD, form_of, plain, running_site
from web.kit.options import Options


def enter(visitor, person, password=PASSWORD, code=""):
    fields = {"person": person, "password": password, "code": code, "page": "/inbox"}
    return visitor.client.post("/sign-in", data=fields)


def test_nobody_sees_a_page_without_signing_in_and_goes_on_where_they_wanted(site):
    set_password(site.app, "lethuha", PASSWORD)
    visitor = site.visitor()
    assert "Đăng nhập" in visitor.see("/inbox?tab=done")
    form = form_of(visitor.see("/inbox?tab=done"), "/sign-in")
    assert form["page"] == "/inbox?tab=done"
    assert "Công việc" in plain(enter(visitor, "lethuha").text)


@pytest.mark.parametrize("page", ["https://elsewhere.example", "//elsewhere.example", "/\\x"])
def test_signing_in_sends_nobody_elsewhere(site, page):
    set_password(site.app, "lethuha", PASSWORD)
    fields = {"person": "lethuha", "password": PASSWORD, "page": page}
    answer = site.visitor().client.post("/sign-in", data=fields, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_wrong_name_and_wrong_password_are_answered_alike(site):
    set_password(site.app, "lethuha", PASSWORD)
    answers = [enter(site.visitor(), person, "sai mật khẩu") for person in ("lethuha", "khongco")]
    assert [a.status_code for a in answers] == [401, 401]
    assert len({plain(a.text) for a in answers}) == 1


def test_after_five_wrong_tries_an_account_rests_and_the_right_password_waits_too(site, clock):
    set_password(site.app, "lethuha", PASSWORD)
    for _ in range(5):
        enter(site.visitor(), "lethuha", "sai mật khẩu")
    assert "tạm khóa" in enter(site.visitor(), "lethuha").text
    clock.forward(minutes=16)
    assert enter(site.visitor(), "lethuha").status_code == 200


def test_the_second_factor_is_asked_and_each_code_works_once(site, clock):
    set_password(site.app, "lethuha", PASSWORD)
    secret = pyotp.random_base32()
    turn_on_second_factor(site.app, "lethuha", secret, pyotp.TOTP(secret).at(clock.now))
    assert enter(site.visitor(), "lethuha").status_code == 401
    clock.forward(minutes=1)
    code = pyotp.TOTP(secret).at(clock.now)
    assert enter(site.visitor(), "lethuha", code=code).status_code == 200
    assert enter(site.visitor(), "lethuha", code=code).status_code == 401


def test_an_invitation_works_once_and_not_for_ever(site, clock):
    (letter,) = invite(site.app, ["lethuha"]).letters
    token = letter.token.upper().replace("-", "")  # as somebody types it from paper
    visitor = site.visitor()
    fields = {"password": PASSWORD, "repeated": PASSWORD}
    assert visitor.client.post(f"/invitation/{token}", data=fields).status_code == 200
    assert "Lê Thu Hà" in visitor.see("/account")
    with pytest.raises(InvitationSpent):
        accept_invitation(site.app, token, PASSWORD)
    (late,) = invite(site.app, ["hlinhnie"]).letters
    clock.forward(days=4)
    with pytest.raises(InvitationSpent):
        accept_invitation(site.app, late.token, PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",
        "lethuha mot hai ba",
        "Lê Thu Hà 2026!",
        "aaaaaaaaaaaaaaaa",
        "123456789012",
        "qwertyuiop12",
        "abcdefghijkl",
        "passwordpassword",
        "Mật khẩu 123456",
        "daklak2026daklak",
    ],
)
def test_a_password_that_is_short_or_guessed_is_refused(site, password):
    with pytest.raises(WeakPassword):
        set_password(site.app, "lethuha", password)


def test_a_closed_account_ends_its_sessions_at_once(site):
    officer = site.person("lethuha")
    officer.see("/inbox")
    shut(site.app, "lethuha")
    assert "Mật khẩu" in officer.see("/inbox")
    assert enter(site.visitor(), "lethuha").status_code == 401


def test_a_session_can_be_ended_from_another(site):
    here, there = site.person("lethuha"), site.person("lethuha")
    other = form_of(here.see("/account"), "/account/sessions/end")
    here.client.post("/account/sessions/end", data=other)
    assert "Phiên đang mở" in here.see("/account")
    assert "Mật khẩu" in there.see("/inbox")


def test_changing_the_password_ends_the_other_sessions(site):
    here, there = site.person("lethuha"), site.person("lethuha")
    new = "một câu khác cũng đủ dài"
    here.send("/account", "/account/password", {"old": PASSWORD, "new": new})
    assert "Phiên đang mở" in here.see("/account")
    assert "Mật khẩu" in there.see("/inbox")
    assert enter(site.visitor(), "lethuha", new).status_code == 200


def test_a_wrong_old_password_changes_nothing_and_is_not_kept(site):
    here = site.person("lethuha")
    fields = {"old": "bí mật gõ nhầm", "new": "một câu khác cũng đủ dài"}
    told = here.send("/account", "/account/password", fields)
    assert "không đúng" in told.text
    assert "bí mật gõ nhầm" not in told.text
    assert enter(site.visitor(), "lethuha").status_code == 200


def test_the_first_administrator_is_set_up_once(lite):
    with running_site(lite, Options(setup="mã-lần-đầu")) as site:
        visitor = site.visitor()
        assert site.visitor().client.get("/setup/sai").status_code == 404
        fields = {
            "full_name": "Nguyễn Quản Trị",
            "person": "quantri1",
            "sex": "male",
            "birth": "01/02/1990",
            "agency": "BTCTU",
            "password": PASSWORD,
            "repeated": PASSWORD,
        }
        assert visitor.client.post("/setup/mã-lần-đầu", data=fields).status_code < 500
        assert "Nguyễn Quản Trị" in visitor.see("/account")
        assert visitor.client.get("/setup/mã-lần-đầu").status_code == 404


def test_every_entry_is_in_the_history(site):
    enter(site.visitor(), "lethuha", "sai mật khẩu")
    site.person("lethuha")
    entries = read(site.app.engine, lambda uow: uow.accounts.entries("lethuha"))
    assert [entry.what for entry in entries] == ["signed_in", "password_set", "refused"]


def test_a_code_of_another_secret_is_refused(site, clock):
    set_password(site.app, "lethuha", PASSWORD)
    with pytest.raises(BadCredentials):
        turn_on_second_factor(site.app, "lethuha", pyotp.random_base32(), "000000")


def test_pages_tell_browsers_to_run_nothing_and_keep_nothing(site):
    answer = site.visitor().client.get("/sign-in")
    assert "script" not in answer.headers["content-security-policy"].replace("script-src", "")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "<script" not in answer.text
