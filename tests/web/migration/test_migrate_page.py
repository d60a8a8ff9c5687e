"""The page on which a case is put beside another text, and moved to it."""

from __future__ import annotations

from datetime import date

from tests.playing import opened
from tests.web.site import form_of, plain

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
