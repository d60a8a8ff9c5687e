"""Who looks after accounts: what they may do, and that nobody else finds these pages."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.looking import read
from tests.web.site import PASSWORD, plain

PAGES = ("/accounts", "/accounts/history", "/accounts/lethuha")


def account(site, person):
    return read(site.app.engine, lambda uow: uow.accounts.find(person))


@pytest.mark.parametrize("person", ["lethuha", "hlinhnie", "trinhvanduc", "ythongeban"])
@pytest.mark.parametrize("page", PAGES)
def test_accounts_exist_only_for_those_who_look_after_them(site, person, page):
    site.person(person).see(page, status=404)


@pytest.mark.parametrize("act", ["close", "open", "sessions/end"])
def test_nobody_else_does_any_of_it(site, act):
    officer = site.person("lethuha")
    csrf = re.findall(r'name="csrf" value="([^"]+)"', officer.see("/account"))[0]
    site.person("hlinhnie")
    answer = officer.client.post(f"/accounts/hlinhnie/{act}", data={"csrf": csrf})
    assert answer.status_code == 404
    assert account(site, "hlinhnie").enabled


def test_people_with_and_without_an_account_are_listed_and_found_without_marks(site):
    site.person("lethuha")
    page = plain(site.person("luonggiaminh").see("/accounts?words=thu"))
    having, lacking = page.split("Chưa có tài khoản")
    assert "Lê Thu Hà" in having
    assert "Đỗ Thị Thủy" in lacking
    assert "Lương Gia Minh" not in page


def test_a_letter_is_shown_once_and_lets_the_person_set_a_password(site):
    admin = site.person("luonggiaminh")
    path, proof = "/accounts/lethuha", {"password": PASSWORD}
    assert "letter" not in admin.send(path, "/accounts/invite", {"password": "sai"}).text
    shown = admin.send(path, "/accounts/invite", proof).text
    link = unescape(re.findall(r"Đường dẫn: <code>([^<]+)", shown)[0])
    assert link.startswith(site.address)
    assert "invitation" not in admin.see(path)
    fields = {"password": PASSWORD, "repeated": PASSWORD}
    assert site.visitor().client.post(link, data=fields).status_code == 200
    assert "đang dùng" in plain(admin.see(path))


def test_an_account_is_closed_and_opened_and_its_sessions_end(site):
    admin, officer = site.person("luonggiaminh"), site.person("lethuha")
    path = "/accounts/lethuha"
    assert "đã khóa" in plain(admin.send(f"{path}/closing", f"{path}/close", {}).text)
    assert "Mật khẩu" in officer.see("/inbox")
    assert "đang dùng" in plain(admin.send(path, f"{path}/open", {}).text)
    history = plain(admin.see("/accounts/history"))
    assert "khóa tài khoản Lương Gia Minh" in history


def test_one_session_is_ended_by_the_administrator(site):
    admin, officer = site.person("luonggiaminh"), site.person("lethuha")
    path = "/accounts/lethuha"
    told = admin.send(path, f"{path}/sessions/end", {})
    assert "Không có phiên nào" in told.text
    assert "Mật khẩu" in officer.see("/inbox")


def test_nobody_closes_their_own_account(site):
    admin = site.person("luonggiaminh")
    path = "/accounts/luonggiaminh"
    form = {"csrf": re.findall(r'name="csrf" value="([^"]+)"', admin.see(path))[0], "page": path}
    told = admin.client.post(f"{path}/close", data=form)
    assert "Không thể tự khóa" in told.text
    assert account(site, "luonggiaminh").enabled
