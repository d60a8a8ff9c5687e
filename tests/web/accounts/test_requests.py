"""Two administrators in their pages: asked, confirmed in one batch, printed, told."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.actions.accounts.test_two_people import FIRST, SECOND, another
from tests.looking import read
from tests.web.site import PASSWORD, form_of, plain

PAGE, CONFIRM = "/accounts/requests", "/accounts/requests/confirm"
SEAT = {
    "agency": "BTCTU",
    "position": "Phó Trưởng Ban",
    "first_day": "07/09/2026",
    "last_day": "",
    "document": "12-QĐ/TU",
    "powers": ["sign"],
    "password": PASSWORD,
}


@pytest.fixture
def two(site):
    another(site.app)
    return site


def waiting(site):
    found = read(site.app.engine, lambda uow: uow.admin_requests.waiting(site.app.clock()))
    return [asked.id for asked in found]


def test_a_link_is_never_on_the_screen_of_who_asked(two):
    first, second = two.person(FIRST), two.person(SECOND)
    people = {"person": ["lethuha", "hlinhnie"], "password": PASSWORD}
    asked = first.send("/accounts/lethuha", "/accounts/invite", people).text
    codes = dict(re.findall(r"<dt>([^<]+)</dt><dd><code[^>]*>([^<]+)", unescape(asked)))
    assert set(codes) == {"Lê Thu Hà", "H'Linh Niê"}
    assert "invitation" not in asked + first.see(PAGE)
    assert "Có 1 đề nghị chờ người quản trị thứ hai" in plain(second.see("/accounts"))
    chosen = {"request": waiting(two), "password": PASSWORD}
    letters = second.send(PAGE, CONFIRM, chosen).text
    links = re.findall(r"Đường dẫn: <code>([^<]+)", letters)
    assert len(links) == 2
    assert not any(code in letters for code in codes.values())
    link = links[0]
    visitor = two.visitor()
    assert "Mã nhận tài khoản" in visitor.see(link)
    fields = {"password": PASSWORD, "repeated": PASSWORD}
    assert visitor.client.post(link, data=fields | {"code": "0000"}).status_code == 409
    named = "Lê Thu Hà" if "lethuha" in visitor.see(link) else "H'Linh Niê"
    entered = visitor.client.post(link, data=fields | {"code": codes[named]})
    assert entered.status_code == 200
    assert "Người quản trị vừa làm" in plain(entered.text)


def test_a_session_alone_asks_and_confirms_nothing(two):
    first, second = two.person(FIRST), two.person(SECOND)
    path = "/people/vothimyhanh"
    told = first.send(path, f"{path}/seats", SEAT | {"password": "sai"}).text
    assert "không đúng" in told
    assert 'value="sai"' not in told
    assert waiting(two) == []
    first.send(path, f"{path}/seats", SEAT)
    (wanted,) = waiting(two)
    second.send(PAGE, CONFIRM, {"request": [wanted], "password": "sai"})
    assert waiting(two) == [wanted]
    second.send(PAGE, CONFIRM, {"request": [wanted], "password": PASSWORD})
    assert "Phó Trưởng Ban ký" in plain(second.see(path))


def test_who_asked_sees_it_waits_and_may_withdraw_it(two):
    first = two.person(FIRST)
    path = "/people/vothimyhanh"
    shown = first.send(path, f"{path}/seats", SEAT)
    assert shown.url.path == PAGE
    assert "chờ người quản trị khác" in plain(shown.text)
    assert "Phó Trưởng Ban" in plain(shown.text)
    first.client.post("/accounts/requests/decline", data=form_of(shown.text, f"{PAGE}/decline"))
    assert waiting(two) == []


def test_auditors_are_told_and_read_who_confirmed(two):
    first, auditor = two.person(FIRST), two.person("trinhvanduc")
    path = "/people/vothimyhanh"
    first.send(path, f"{path}/seats", SEAT)
    assert "Có 1 việc mới về tài khoản và quyền" in plain(auditor.see("/audit"))
    page = auditor.see("/audit/requests")
    assert "Phó Trưởng Ban" in plain(page)
    assert "Có 1 việc mới" not in plain(auditor.send("/audit", "/account/told", {}).text)
    auditor.see(PAGE, status=404)


def test_alone_is_said_on_the_pages(site):
    said = "Mới có một người quản trị"
    for person, page in ((FIRST, "/accounts"), (FIRST, PAGE), ("trinhvanduc", "/audit/requests")):
        assert said in plain(site.person(person).see(page))


@pytest.mark.parametrize("person", ["lethuha", "trinhvanduc", "ythongeban"])
def test_requests_exist_only_for_administrators(two, person):
    visitor = two.person(person)
    visitor.see(PAGE, status=404)
    csrf = re.findall(r'name="csrf" value="([^"]+)"', visitor.see("/account"))[0]
    for path in (CONFIRM, f"{PAGE}/decline", "/accounts/invite"):
        fields = {"csrf": csrf, "password": PASSWORD, "person": person, "request": "x"}
        assert visitor.client.post(path, data=fields).status_code == 404
