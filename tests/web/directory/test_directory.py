"""The directory in the pages: who finds it, what an administrator enters, who reads a record."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.looking import read
from tests.playing import at_opinions
from tests.web.site import PASSWORD, form_of, plain

HLINH = "/people/hlinhnie"
RECORD = "/people/ythongeban/record"


def fields_of(html, action):
    """Every field of a form as a browser would send it back untouched."""
    form = next(
        f for f in re.findall(r"<form\b.*?</form>", html, re.DOTALL) if f'action="{action}"' in f
    )
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        told = {k: unescape(v) for k, v in re.findall(r'([a-z]+)="([^"]*)"', tag)}
        if told.get("type") != "checkbox" or tag.endswith(" checked>"):
            sent.setdefault(told["name"], []).append(told.get("value", ""))
    for name, inside in re.findall(r'<select[^>]* name="([^"]+)"(.*?)</select>', form, re.DOTALL):
        sent[name] = re.findall(r'value="([^"]*)" selected', inside)[:1] or [""]
    return sent


@pytest.mark.parametrize("page", ["/agencies", "/agencies/BTCTU", "/people", HLINH])
@pytest.mark.parametrize(
    ("person", "status"),
    [("lethuha", 200), ("luonggiaminh", 200), ("trinhvanduc", 200), ("ythongeban", 404)],
)
def test_the_directory_is_for_those_who_hold_a_position(site, page, person, status):
    site.person(person).see(page, status=status)


def test_bodies_are_shown_as_they_were_on_a_day(site):
    officer = site.person("lethuha")
    then = plain(officer.see("/agencies?on=01/11/2022"))
    now = plain(officer.see("/agencies"))
    assert "cơ quan chỉ đạo báo chí Ban Tuyên giáo Tỉnh ủy" in then
    assert "cơ quan chỉ đạo báo chí Ban Tuyên giáo và Dân vận" in now
    assert "Ban Tuyên giáo và Dân vận" in plain(officer.see("/agencies/BTGTU"))
    officer.see("/agencies?on=hôm nay", status=409)
    officer.see("/agencies/KHONGCO", status=404)


def test_people_are_found_without_marks_and_sorted_by_given_name(site):
    page = plain(site.person("lethuha").see("/people?words=van"))
    assert page.index("Trần Văn Bình") < page.index("Trịnh Văn Đức") < page.index("Phan Văn Kiên")
    assert "Lê Thu Hà" not in page


def test_only_an_administrator_has_the_forms(site):
    assert "Thêm vị trí" in site.person("luonggiaminh").see(HLINH)
    for person in ("lethuha", "trinhvanduc"):
        assert (
            "<form"
            not in site.person(person).see(HLINH).partition("<main")[2].partition("</main>")[0]
        )


def test_a_position_is_entered_and_ended(site):
    admin = site.person("luonggiaminh")
    fields = {
        "agency": "BTCTU",
        "position": "Phó Trưởng Ban",
        "first_day": "07/09/2026",
        "last_day": "",
        "document": "12-QĐ/TU",
        "powers": ["sign"],
        "password": PASSWORD,
    }
    path = "/people/vothimyhanh"
    told = plain(admin.send(path, f"{path}/seats", fields).text)
    assert "Phó Trưởng Ban ký từ 07/09/2026 Kết thúc" in told
    named = "agency=BTCTU&position=Phó Trưởng Ban&since=2026-09-07&last_day=30/09/2026"
    ended = admin.send(f"{path}/leaving?{named}", f"{path}/seats/end", {"document": "x"})
    assert "từ 07/09/2026 đến hết 30/09/2026" in plain(ended.text)


def test_what_was_typed_stays_when_a_position_is_refused(site):
    admin = site.person("luonggiaminh")
    fields = {
        "agency": "BTCTU",
        "position": "Phó Trưởng Ban",
        "first_day": "hôm nay",
        "last_day": "",
        "document": "12-QĐ/TU",
        "powers": ["sign"],
        "password": PASSWORD,
    }
    told = admin.send("/people/vothimyhanh", "/people/vothimyhanh/seats", fields).text
    assert "“hôm nay” không phải ngày" in unescape(told)
    assert 'value="Phó Trưởng Ban"' in told
    assert 'value="sign" checked' in told


def test_who_is_away_and_who_has_the_written_power_is_told_where_work_waits(site):
    at_opinions(site.app)
    admin, officer = site.person("luonggiaminh"), site.person("lethuha")
    away = {"first_day": "07/09/2026", "last_day": "12/09/2026", "document": "Giấy nghỉ phép"}
    delegated = away | {"taker": "tranvanbinh", "agency": "BTGDVTU", "document": "5-GUQ/BTGDVTU"}
    delegated |= {"password": PASSWORD}
    admin.send(HLINH, f"{HLINH}/absences", away)
    line = "H'Linh Niê vắng mặt đến 12/09/2026; người được ủy quyền: "
    task = "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"
    assert line + "chưa có" in plain(officer.see(task))
    admin.send(HLINH, f"{HLINH}/delegations", delegated)
    assert line + "Trần Văn Bình" in plain(officer.see(task))
    inbox = site.person("hlinhnie").see("/inbox")
    assert line + "Trần Văn Bình" in plain(inbox)
    assert "Vắng mặt đến hết ngày 12/09/2026" in plain(admin.see(HLINH))


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("lethuha", 200),
        ("trinhvanduc", 200),
        ("hlinhnie", 404),
        ("dangducthuan", 404),
        ("luonggiaminh", 404),
    ],
)
def test_a_record_is_read_by_officers_of_the_organization_body_and_auditors(site, person, status):
    site.person(person).see(RECORD, status=status)
    assert ("/record" in site.person(person).see("/people/ythongeban")) == (status == 200)


def record_of(site, person):
    return read(site.app.engine, lambda uow: uow.directory.entered(person)).record


def test_saving_a_record_untouched_changes_nothing_in_it(site):
    officer, before = site.person("lethuha"), record_of(site, "ythongeban")
    fields = fields_of(officer.see(RECORD), RECORD) | {"document": "2C-TCTW"}
    told = officer.client.post(RECORD, data=fields)
    assert "Chưa có nội dung nào khác" in told.text
    assert record_of(site, "ythongeban") == before
    assert read(site.app.engine, lambda uow: uow.directory_log.changes("ythongeban")) == ()


def test_a_row_is_added_and_a_wrong_day_loses_nothing(site):
    officer = site.person("lethuha")
    path = "/people/vothimyhanh/record"
    row = {
        "services-0-agency": "BPTTH",
        "services-0-position": "deputy",
        "services-0-first_day": "31/02/2020",
        "document": "2C-TCTW",
    }
    told = officer.send(path, path, row).text
    assert "31/02/2020" in told
    assert 'value="BPTTH"' in told
    row["services-0-first_day"] = "01/03/2020"
    officer.send(path, path, row)
    (service,) = record_of(site, "vothimyhanh").services
    assert (service.agency, service.position) == ("BPTTH", "deputy")
    assert record_of(site, "vothimyhanh").disciplines is None


def test_an_auditor_reads_a_record_and_cannot_save_it(site):
    auditor = site.person("trinhvanduc")
    page = auditor.see(RECORD)
    assert "Lưu lý lịch" not in page
    told = auditor.client.post(RECORD, data=form_of(page, RECORD) | {"document": "x"})
    assert "không có quyền lập hồ sơ" in told.text
