"""The page on which a case is put beside another text, and moved to it."""

from __future__ import annotations

import shutil
from datetime import date

from regulations.catalogue import DATA, load
from tests.moving import under
from tests.playing import opened
from tests.web.site import form_of, plain, running_site

PAGE = "/cases/BN-2026-0001/law"
SAID = {"reason": "đã có quy định mới", "document": "12-CV/BTCTU"}


def test_an_officer_reads_the_plan_and_moves_the_case(site):
    play = opened(site.app, decided_on=date(2023, 2, 27))
    play.until("provincial_opinions")
    officer = site.person("lethuha")
    assert PAGE in officer.see(play_page := PAGE.removesuffix("/law"))
    seen = officer.see(PAGE)
    assert "giữ kết quả đã có" in seen
    assert "sẽ hỏi" in seen
    officer.client.post(PAGE, data=form_of(seen, PAGE) | SAID)
    assert play.case.step == "eligibility_review"
    assert "chuyển hồ sơ sang quy định có hiệu lực ngày" in plain(officer.see(play_page))


def test_typed_words_come_back_with_the_refusal(site):
    play = opened(site.app, decided_on=date(2023, 2, 27))
    officer = site.person("lethuha")
    form = form_of(officer.see(PAGE), PAGE)
    refused = officer.client.post(PAGE, data=form | SAID | {"document": " "})
    assert "đã có quy định mới" in plain(refused.text)
    assert play.case.procedure == "75/appoint.party"


def test_who_does_not_handle_the_case_reads_why_and_has_no_form(site):
    opened(site.app, decided_on=date(2023, 2, 27))
    other = site.person("trinhvanduc")
    seen = other.see(PAGE)
    assert "giữ kết quả đã có" in seen or "sẽ hỏi" in seen
    assert 'name="document"' not in seen


def test_a_day_that_is_none_and_a_day_without_a_text_are_said(site):
    opened(site.app)
    officer = site.person("lethuha")
    assert "31/02/2026" in plain(officer.see(f"{PAGE}?on=31/02/2026"))
    assert "01/01/1990" in plain(officer.see(f"{PAGE}?on=01/01/1990"))
    assert "chính là quy định hồ sơ đang theo" in plain(officer.see(PAGE))


def test_f11_days_that_run_are_kept_and_the_page_says_so_before(lite, tmp_path):
    """F11: the new version shortens a step from 10 to 5 days: the running question keeps its day,
    by rule, and the officer reads which before anything is moved."""
    play = opened(lite, "resign", decided_on=date(2023, 2, 27))
    play.until("provincial_opinions")
    before = play.case.open_tasks
    data = tmp_path / "law"
    shutil.copytree(DATA, data)
    text = data / "procedures/101/resign.party.yaml"
    said = text.read_text("utf-8")
    text.write_text(said.replace("internal_target: 10", "internal_target: 5"), "utf-8")
    page = f"/cases/{play.id}/law"
    with running_site(under(lite, load(data))) as site:
        officer = site.person("lethuha")
        seen = officer.see(page)
        days = {f"{task.due.day:%d/%m/%Y}" for task in before}
        row = plain(seen).partition("giữ nguyên cả thời hạn")[2][:200]
        assert all(day in row for day in days), row
        officer.client.post(page, data=form_of(seen, page) | SAID)
    assert play.case.procedure == "101/resign.party"
    assert [(t.id, t.due) for t in play.case.open_tasks] == [(t.id, t.due) for t in before]
