"""Opening a case in three pages: a look ahead first, nothing before the last button."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from domain.state.case import PostKind
from tests.looking import read
from tests.playing import OFFICERS, at_opinions, opened
from tests.web.site import plain

NEW = "/cases/new"
MATTER = {
    "procedure": "appoint",
    "press_agency": "BPTTH",
    "post": "head",
    "decided_on": "30/09/2026",
    "handler": "BTCTU",
}


def at(page="", **more):
    return f"{NEW}{page}?{urlencode(MATTER | more)}"


def send(officer, page, **fields):
    """The last form as a browser sends it: with what the pages carried along."""
    carried = {
        name: unescape(value)
        for name, value in re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)"', officer.see(page)
        )
    }
    return officer.client.post(NEW, data=carried | fields)


def cases_in(site):
    return read(site.app.engine, lambda uow: uow.cases.open_ids())


def test_an_officer_goes_from_the_matter_to_the_person_to_the_case(site):
    officer = site.person("lethuha")
    assert 'href="/cases/new"' in officer.see("/inbox")
    assert "Ngày dự kiến quyết định" in plain(officer.see(NEW))
    people = officer.see(at("/person", words="y thong eban"))
    assert "1979 Phó Giám đốc Báo và Phát thanh, Truyền hình Đắk Lắk" in plain(people)
    chosen = next(unescape(link) for link in re.findall(r'href="([^"]+/review[^"]+)"', people))
    ahead = plain(officer.see(chosen))
    assert "Trình tự, cơ quan cho ý kiến, thời hạn" in ahead
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy Đắk Lắk" in ahead
    assert "cao cấp" in ahead
    assert cases_in(site) == ()
    done = send(officer, chosen, note="theo thông báo số 12")
    assert done.url.path == "/cases/BN-2026-0001"
    case = read(site.app.engine, lambda uow: uow.cases.get("BN-2026-0001"))
    assert (case.subject, case.post, case.handler) == ("ythongeban", PostKind.HEAD, "BTCTU")
    assert str(case.law_day) == "2026-09-30"


def test_the_last_button_pressed_twice_opens_one_case(site):
    officer = site.person("lethuha")
    page = at("/review", subject="ythongeban")
    for _ in range(2):
        assert send(officer, page, act="web:once").url.path == "/cases/BN-2026-0001"


@pytest.mark.parametrize("page", ["", "/person", "/review"])
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("lethuha", 200),
        ("luonggiaminh", 404),
        ("trinhvanduc", 404),
        ("ythongeban", 404),
        ("hlinhnie", 404),
    ],
)
def test_the_pages_exist_only_for_who_prepares_cases(site, person, status, page):
    seen = site.person(person).see(at(page, subject="lyvanphuoc"), status=status)
    if status == 404:
        assert plain(seen) == plain(site.person(person).see("/cases/new-1", status=404)).replace(
            "new-1", "new"
        )


@pytest.mark.parametrize("person", ["luonggiaminh", "trinhvanduc", "ythongeban", "hlinhnie"])
def test_the_form_opens_nothing_for_anybody_else(site, person):
    visitor = site.person(person)
    csrf = re.search(r'name="csrf" value="([^"]+)"', visitor.see("/account")).group(1)
    form = MATTER | {"subject": "lyvanphuoc", "csrf": csrf, "act": "x", "page": "/account"}
    assert visitor.client.post(NEW, data=form).status_code == 200
    assert cases_in(site) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"decided_on": "31/02/2026"}, "không phải ngày"),
        ({"procedure": "propose"}, "không áp dụng cho"),
        ({"procedure": "assign", "decided_on": "01/01/1990"}, "không áp dụng|có hiệu lực"),
        ({"press_agency": ""}, "cơ quan báo chí"),
        ({"post": "nobody"}, "chức danh"),
        ({"press_agency": "BTCTU"}, "không phải cơ quan báo chí"),
    ],
)
def test_a_matter_that_cannot_be_is_said_at_once_and_keeps_what_was_chosen(site, change, said):
    page = site.person("lethuha").see(at("/person", **change))
    assert re.search(said, plain(page))
    kept = (MATTER | change)["decided_on"]
    assert f'name="decided_on" value="{kept}"' in page


@pytest.mark.parametrize(
    ("officer", "change", "said"),
    [
        ("lethuha", {"subject": "lethuha"}, "chính mình|được xem xét"),
        ("dothithuy", {"handler": "HVHNT", "subject": "ythongeban"}, "không tham gia quy trình"),
        ("lethuha", {"handler": "TU", "subject": "ythongeban"}, "Tỉnh ủy"),
    ],
)
def test_who_may_not_open_it_is_told_why_and_sees_nobodys_record(site, officer, change, said):
    page = site.person(officer).see(at("/review", **change))
    assert "Không thể mở hồ sơ này" in page
    assert re.search(said, plain(page))
    assert "Tiêu chuẩn, điều kiện" not in page
    assert f'action="{NEW}"' not in page


def test_an_unknown_person_is_not_found(site):
    site.person("lethuha").see(at("/review", subject="khongco"), status=404)


def test_a_complaint_names_a_case_the_officer_may_see_and_a_refusal_keeps_the_note(site):
    seen = at_opinions(site.app)
    officer = site.person("nguyenthilan")
    matter = {"procedure": "complain", "handler": "TU", "subject": "ythongeban"}
    page = at("/review", **matter)
    assert seen.id in officer.see(page)
    refused = send(officer, page, about=seen.id, note="Câu đã gõ")
    assert "chưa có quyết định được ban hành" in plain(refused.text)
    assert "Câu đã gõ" in refused.text
    assert f'value="{seen.id}" selected' in refused.text


def test_a_supervision_is_named_only_to_who_may_see_it(site):
    """The case it looks at is open to both; that it is looked at, to one of them."""
    play = at_opinions(site.app)
    watching = opened(site.app, "supervise", about=play.id, handler="BTGDVTU", person="tranvanbinh")
    assert watching.id in site.person("hlinhnie").see(f"/cases/{play.id}")
    assert watching.id not in site.person("buithanhmai").see(f"/cases/{play.id}")


def test_a_case_one_may_not_see_is_neither_offered_nor_taken(site):
    hidden = opened(site.app, "appoint", handler="BTCTU")
    officer = site.person(OFFICERS["BTGDVTU"])
    page = at("/review", procedure="supervise", handler="BTGDVTU", subject="ythongeban")
    assert hidden.id not in officer.see(page)
    told = [plain(send(officer, page, about=id_).text) for id_ in (hidden.id, "BN-2026-0999")]
    assert told[0].replace(hidden.id, "?") == told[1].replace("BN-2026-0999", "?")
    assert "Không có hồ sơ" in told[0]
