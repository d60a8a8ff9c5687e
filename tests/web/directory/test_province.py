"""An administrator changes the province in the browser; nobody else finds these pages."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from actions.audit.verifying import verify
from tests.looking import read
from tests.web.site import PASSWORD, form_of, plain

BY = "luonggiaminh"
OWED = {"document": "Quyết định 5-QĐ/TU", "reason": "đại hội quyết định"}
CYS = "/province/bodies/CYS"


@pytest.fixture
def admin(site):
    return site.person(BY)


def last(site):
    return read(site.app.engine, lambda uow: uow.province.changes(limit=1))[0]


@pytest.mark.parametrize("page", ["/province", "/province/new", CYS, "/province.zip"])
@pytest.mark.parametrize("person", ["lethuha", "trinhvanduc", "ythongeban"])
def test_only_an_administrator_finds_the_pages(site, page, person):
    site.person(person).see(page, status=404)


def test_a_body_is_renamed_and_everybody_reads_it(site, admin):
    named = {"full": "Tạp chí Văn nghệ", "short": "TC Văn nghệ", "from": "1/1/2026"}
    answer = admin.send(CYS, "/province/bodies/renamed", {**named, **OWED})
    assert "Đã ghi nhận: đổi tên cơ quan" in plain(answer.text)
    assert (last(site).what, last(site).subject, last(site).by) == ("renamed", "CYS", BY)
    assert "Tạp chí Văn nghệ" in plain(site.person("lethuha").see("/agencies"))
    assert OWED["reason"] in plain(admin.see(CYS))
    assert verify(site.app) == []


def test_what_moves_powers_asks_for_the_password(site, admin):
    page = f"{CYS}/ending?last_day=1/12/2026"
    admin.send(page, "/province/bodies/ended", OWED)
    assert last(site).what == "taken_over"
    admin.send(page, "/province/bodies/ended", {**OWED, "password": PASSWORD})
    assert last(site).what == "ended"


def test_a_fault_is_said_and_what_was_typed_stays(site, admin):
    page = "/province/bodies/UBKTTU"
    typed = {"from": "1/10/2026", "roles": [], **OWED, "password": PASSWORD}
    answer = admin.send(page, "/province/bodies/given_roles", typed)
    said = plain(answer.text)
    assert "ngày 01/10/2026 không cơ quan nào giữ vai trò “cơ quan kiểm tra của Đảng”" in said
    assert 'value="1/10/2026"' in answer.text
    assert last(site).what == "taken_over"


def test_a_press_agency_is_added_and_cases_may_be_opened_about_it(site, admin):
    new = {
        "code": "TCKH",
        "full": "Tạp chí Khoa học và Công nghệ",
        "layout": "state",
        "parent": "HVHNT",
        "head": "Tổng Biên tập",
        "deputy": "Phó Tổng Biên tập",
        "variant": "association",
        "governing": "HVHNT",
        **OWED,
        "password": PASSWORD,
    }
    admin.send("/province/new", "/province/bodies/added", new)
    assert last(site).subject == "TCKH"
    assert "Tạp chí Khoa học và Công nghệ" in plain(site.person("dothithuy").see("/cases/new"))


def test_whom_the_plan_asks_is_chosen(site, admin):
    chosen = {
        "procedure": "resign",
        "variant": "party",
        "roles": ["directing_body"],
        **OWED,
        "password": PASSWORD,
    }
    admin.send("/province", "/province/choices/plan_chosen", chosen)
    assert (last(site).what, last(site).subject) == ("plan_chosen", "resign.party")


def test_when_people_are_reminded_is_chosen_for_a_body(site, admin):
    rule = {"body": "UBKTTU", "before": "4", "every": "0", "head_after": "2", "handler_after": "5"}
    sent = rule | {"from": "01/10/2026", "document": OWED["document"], "reason": "quy chế mới"}
    admin.send("/province", "/province/choices/reminders_set", sent)
    assert (last(site).what, last(site).subject) == ("reminders_set", "UBKTTU")
    shown = plain(admin.see("/province"))
    assert "Ủy ban Kiểm tra Tỉnh ủy Đắk Lắk 01/10/2026 4 không 0 2 5" in shown
    assert "mọi cơ quan mặc định 2 có 3 1 3" in shown


def packed(admin, change=lambda _name, said: said):
    """The folder as downloaded, with its files changed."""
    into, given = BytesIO(), BytesIO(admin.client.get("/province.zip").content)
    with ZipFile(given) as old, ZipFile(into, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))
    return {"file": ("tinh.zip", into.getvalue(), "application/zip")}


def send_folder(admin, files, **more):
    fields = {**OWED, "password": PASSWORD, **more}
    return admin.send("/province", "/province/folder", fields, files=files)


def test_a_folder_goes_out_and_comes_back_changed(site, admin):
    files = packed(admin, lambda _, said: said.replace("Tạp chí Chư Yang Sin", "Tạp chí Khác"))
    tried = send_folder(admin, files, try_only="1")
    assert "Tệp đúng, chưa sửa gì: 1 dòng mới hoặc sửa" in plain(tried.text)
    assert last(site).what == "taken_over"
    assert "Đã ghi nhận: đưa cả thư mục" in plain(send_folder(admin, files).text)
    assert last(site).what == "folder_taken"


def test_a_folder_with_faults_is_answered_with_file_and_line(site, admin):
    files = packed(
        admin, lambda _, said: said.replace("role: inspection_committee", "role: directing_body")
    )
    answer = send_folder(admin, files)
    assert answer.status_code == 409
    assert "agencies.yaml:" in answer.text
    assert last(site).what == "taken_over"


def test_what_is_no_folder_is_refused(site, admin):
    answer = send_folder(admin, {"file": ("x.zip", b"no zip", "application/zip")})
    assert answer.status_code == 409
    assert "tệp hỏng" in plain(answer.text)


def test_the_pages_are_english_too(site, admin):
    admin.client.cookies.set("language", "en")
    for page in ("/province", "/province/new", CYS):
        assert "Data of the province" in plain(admin.see(page))


def test_what_lacks_is_listed_with_links_and_named_on_the_start_page(site, admin):
    page = admin.see("/province/missing")
    assert "máy chủ chưa gửi thư báo tin" in plain(page).casefold()
    assert 'href="/operations"' in page
    assert 'href="/province/missing"' in admin.see("/today")
    site.person("lethuha").see("/province/missing", status=404)


def test_another_form_of_a_page_gone_back_to_is_not_said_to_be_recorded(site, admin):
    page = admin.see("/province")
    named = {"full": "Tạp chí Văn nghệ", "short": "TC Văn nghệ", "from": "1/1/2026"}
    renaming = form_of(admin.see(CYS), "/province/bodies/renamed")
    term = form_of(page, "/province/choices/term_begun") | {"act": renaming["act"]}
    admin.client.post("/province/bodies/renamed", data={**renaming, **named, **OWED})
    said = {"name": "2030-2035", "from": "1/10/2030", **OWED}
    answer = admin.client.post("/province/choices/term_begun", data={**term, **said})
    assert "Đã ghi nhận" not in plain(answer.text)
    assert "đã gửi một lần với nội dung khác" in plain(answer.text)
    assert last(site).what == "renamed"
