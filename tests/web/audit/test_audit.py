"""The auditor's pages: what they show, that nobody else finds them, that a broken row is named."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import text

from actions.audit.verifying import verify
from actions.cases.case_files import case_file
from actions.effects import queue
from tests.conftest import second_process
from tests.playing import at_opinions, opened
from tests.web.site import form_of, plain

PAGES = ("/audit", "/audit/readings", "/audit/sign-ins", "/audit/directory")
CASE = "/cases/BN-2026-0001/audit"


@pytest.fixture
def play(site):
    return at_opinions(site.app)


@pytest.mark.parametrize("person", ["lethuha", "hlinhnie", "luonggiaminh", "ythongeban"])
def test_only_auditors_find_these_pages(site, play, person):
    visitor = site.person(person)
    for page in (*PAGES, CASE, f"{CASE}/pack"):
        visitor.see(page, status=404)
    if person in ("lethuha", "hlinhnie"):
        assert "/audit" not in visitor.see("/cases/BN-2026-0001")


def test_an_auditor_finds_cases_by_name_without_marks(site, play):
    auditor = site.person("trinhvanduc")
    assert "BN-2026-0001" in auditor.see("/audit?words=y thong")
    assert "BN-2026-0001" in auditor.see("/audit?words=bn-2026")
    assert "BN-2026-0001" not in auditor.see("/audit?words=ly van")


def test_a_case_about_the_auditor_does_not_exist_for_them(site):
    opened(site.app, subject="trinhvanduc")
    site.person("lethuha").see("/cases/BN-2026-0001")
    auditor = site.person("trinhvanduc")
    assert "BN-2026-0001" not in auditor.see("/audit")
    assert "BN-2026-0001" not in auditor.see("/audit/readings")
    for page in (CASE, f"{CASE}/pack"):
        auditor.see(page, status=404)


def test_every_fact_is_shown_with_its_act_and_digest_and_the_chain_is_verified_now(site, play):
    page = site.person("trinhvanduc").see(CASE)
    assert "Lịch sử nguyên vẹn" in plain(page)
    assert play.case.chain_head in page
    assert "open:appoint" in page


def test_a_row_that_was_edited_is_named(site, play):
    with site.app.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.execute(text("UPDATE events SET act_id = 'x' WHERE version = 2 AND part = 0"))
    told = plain(site.person("trinhvanduc").see(CASE))
    assert "không khớp ở dòng 2.0: nội dung dòng này đã bị sửa" in told


def test_who_was_shown_what_who_signed_in_and_what_changed_is_told(site, play):
    officer, admin = site.person("lethuha"), site.person("luonggiaminh")
    officer.see("/cases/BN-2026-0001")
    away = {"first_day": "07/09/2026", "last_day": "12/09/2026", "document": "Giấy nghỉ phép"}
    admin.send("/people/hlinhnie", "/people/hlinhnie/absences", away)
    auditor = site.person("trinhvanduc")
    shown = plain(auditor.see("/audit/readings?case=BN-2026-0001&person=lethuha"))
    assert "Lê Thu Hà lethuha BN-2026-0001 trang hồ sơ" in shown
    assert "Lê Thu Hà" not in plain(auditor.see("/audit/readings?person=hlinhnie"))
    assert "Lê Thu Hà lethuha đăng nhập" in plain(auditor.see("/audit/sign-ins?person=lethuha"))
    changed = plain(auditor.see("/audit/directory"))
    assert "thêm vắng mặt H'Linh Niê Lương Gia Minh Giấy nghỉ phép" in changed


def test_what_software_did_is_told_visit_by_visit(site, play):
    clock = site.app.clock
    claimed = queue.claim(site.app, "a", lease=timedelta(minutes=1), limit=1)[0]
    queue.fail(site.app, claimed, "RuntimeError('hỏng')")
    clock.forward(seconds=1)
    claimed = queue.claim(site.app, "a", lease=timedelta(minutes=1), limit=1)[0]
    queue.complete(site.app, claimed, claimed.version)
    told = plain(site.person("trinhvanduc").see(CASE))
    step = case_file(site.app, play.id).law.procedure.step(play.case.step).title
    at = "12:00 07/09/2026"
    assert f"1 {step} {at} {at} Không làm được RuntimeError('hỏng')" in told
    assert f"2 {step} {at} {at} Đã làm xong" in told


def test_the_pack_is_taken_and_that_is_told(site, play):
    auditor = site.person("trinhvanduc")
    answer = auditor.client.get(f"{CASE}/pack")
    with zipfile.ZipFile(BytesIO(answer.content)) as made:
        assert "verify.py" in made.namelist()
    assert "tải gói kiểm tra" in plain(auditor.see(CASE))


def test_an_auditor_changes_nothing(site, play):
    """Which cases they keep at hand is theirs alone."""
    auditor = site.person("trinhvanduc")
    shown = [
        auditor.see(page).partition("<main")[2].partition("</main>")[0] for page in (*PAGES, CASE)
    ]
    sent = {to for page in shown for to in re.findall(r'method="post" action="([^"]*)"', page)}
    assert sent == {f"/cases/{play.id}/pin"}
    assert form_of(auditor.see("/audit"), "/sign-out")


@pytest.mark.parametrize("kind", ["reading", "nothing_of_ours"])
def test_a_line_of_the_reading_log_that_cannot_be_read_is_named_on_the_page(site, play, kind):
    """Whoever forges a line can forge its digest too."""
    auditor = site.person("trinhvanduc")
    dead = second_process(site.app)
    dead.spool.put(kind, "{}")
    for page in (CASE, "/audit/readings"):
        assert "Nhật ký xem không khớp ở tệp" in plain(auditor.see(page))
    assert auditor.client.get(f"{CASE}/pack").status_code == 200
    assert [(fault.table, fault.why) for fault in verify(site.app)] == [("spool", "edited")]
