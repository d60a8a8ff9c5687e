"""The law in the pages: on any day, side by side, with both texts where they differ."""

from __future__ import annotations

import pytest

from tests.conftest import CATALOGUE
from tests.web.site import plain

PAGES = [
    "/law",
    "/law/compare",
    "/law/rules",
    "/law/conflicts",
    "/law/instruments",
    "/law/preview",
    "/law/limitation",
    "/law/101/appoint.party",
    "/calendar",
]


@pytest.mark.parametrize("person", ["lethuha", "trinhvanduc", "luonggiaminh", "ythongeban"])
def test_the_law_is_open_to_everybody_signed_in_and_to_nobody_else(site, person):
    visitor = site.person(person)
    for page in PAGES:
        assert "Pháp luật" in visitor.see(page)
    assert "Mật khẩu" in site.visitor().see("/law")


@pytest.mark.parametrize("procedure_id", sorted(CATALOGUE.files))
def test_every_procedure_can_be_read_with_its_drawing(site, procedure_id):
    page = site.person("lethuha").see(f"/law/{procedure_id}")
    text = CATALOGUE.text(procedure_id)
    assert page.count('<g class="box') == len(text.steps)
    assert all(f'<tr id="{step.id}">' in page for step in text.steps)
    assert ("Tái dựng" in page) == (text.regime == "QD75")


def test_a_procedure_reads_as_on_the_day_asked(site):
    officer = site.person("lethuha")
    before, after = (
        plain(officer.see(f"/law/101/appoint.party?on={day}")) for day in ("30/6/2026", "1/7/2026")
    )
    assert "Nghị định 115/2020/NĐ-CP, Điều 46.1a" in before
    assert "Nghị định 115/2020/NĐ-CP, Điều 46.1a" not in after
    assert "Nghị định 259/2026/NĐ-CP C" in after


def test_bodies_are_named_as_on_that_day(site):
    officer = site.person("lethuha")
    address = "/law/101/appoint.party?on="
    assert "Ban Tuyên giáo Tỉnh ủy Đắk Lắk" in officer.see(address + "31/1/2025")
    later = officer.see(address + "1/2/2025")
    assert "Ban Tuyên giáo Tỉnh ủy Đắk Lắk" not in later
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy Đắk Lắk" in later


def test_a_day_without_that_law_says_so_and_draws_nothing(site):
    page = site.person("lethuha").see("/law/101/appoint.party?on=27/2/2023")
    assert 'role="alert"' in page
    assert "<svg" not in page


def test_a_day_that_is_none_is_answered_in_words(site):
    page = site.person("lethuha").see("/law/101/appoint.party?on=31/2/2026")
    assert "“31/2/2026” không phải ngày" in page
    assert 'value="31/2/2026"' in page


@pytest.mark.parametrize(
    "page", ["/law/101/nothing", "/law/1/appoint.party", "/law/compare?name=assign", "/law/x"]
)
def test_what_is_no_law_is_not_found(site, page):
    site.person("lethuha").see(page, status=404)


def test_every_text_of_a_regime_is_listed_with_its_days(site):
    page = site.person("lethuha").see("/law")
    for text in ("75-2007/appoint.party", "75/appoint.party", "101/appoint.party"):
        assert f'href="/law/{text}"' in page


def test_the_two_regimes_stand_side_by_side(site):
    page = plain(site.person("lethuha").see("/law/compare?name=dismiss.party"))
    assert "75-QĐ/TW, ngày 27/02/2023" in page
    assert "văn bản mật, không trích điều khoản" in page
    assert "Tái dựng" in page
    appoint = plain(site.person("lethuha").see("/law/compare?name=appoint.association"))
    assert "Bộ và Ban Tuyên giáo Trung ương trả lời (người đứng đầu)" in appoint
    old, new = (
        {step.id for step in CATALOGUE.text(f"{regime}/appoint.association").steps}
        for regime in ("75", "101")
    )
    assert appoint.count("+ bước mới") == len(new - old) > 0
    assert appoint.count("− bỏ bước này") == len(old - new) > 0


def test_rules_of_a_day_with_their_force(site):
    officer = site.person("lethuha")
    now, then = (officer.see(f"/law/rules?on={day}") for day in ("1/9/2026", "1/9/2019"))
    for page, day in ((now, "2026-09-01"), (then, "2019-09-01")):
        count = sum(
            str(rule.first_day) <= day and rule.end.isoformat() > day for rule in CATALOGUE.rules
        )
        assert f"{count} quy tắc" in plain(page)
    assert "đọc nguyên văn" in now


def test_where_texts_differ_both_are_shown(site):
    page = plain(site.person("lethuha").see("/law/conflicts"))
    for conflict in CATALOGUE.conflicts:
        assert conflict.handling in page
        assert all(side.says in page for side in conflict.sides)


def test_texts_in_force_on_a_day(site):
    officer = site.person("lethuha")
    before, after = (officer.see(f"/law/instruments?on={d}") for d in ("30/6/2026", "1/7/2026"))
    assert '<tr id="LBC2016">' in before
    assert '<tr id="LBC2016">' not in after
    assert '<tr id="LBC2025">' in after
    assert '<tr id="LBC2016">' in officer.see("/law/instruments")


def test_who_would_be_asked_and_until_when(site):
    officer = site.person("lethuha")
    asked = "/law/preview?procedure=dismiss&press=BPTTH&post=deputy&on=1/12/2026"
    page = plain(officer.see(asked))
    assert "từ 01/12/2026" in page
    assert "Ban Tổ chức Tỉnh ủy Đắk Lắk" in page
    association = plain(officer.see("/law/preview?procedure=dismiss&press=CYS&on=1/12/2026"))
    assert "Hội Văn học" in association


def test_another_answer_leads_another_way(site):
    officer = site.person("lethuha")
    address = "/law/preview?procedure=appoint&press=BPTTH&post=head&on=1/12/2026"
    usual = plain(officer.see(address))
    ended = plain(officer.see(f"{address}&take=policy_decision%3Dreject"))
    assert "Ký, ban hành quyết định bổ nhiệm" in usual
    assert "Ký, ban hành quyết định bổ nhiệm" not in ended
    assert "Trở lại" in ended


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("procedure=appoint&press=BPTTH&on=1/1/2001", "alert"),
        ("procedure=none&press=BPTTH", "Không có quy trình"),
        ("procedure=appoint&press=BTCTU", "không phải cơ quan báo chí"),
    ],
)
def test_a_preview_that_cannot_be_made_says_why(site, asked, said):
    page = site.person("lethuha").see(f"/law/preview?{asked}")
    assert said in page
    assert "Hạn muộn nhất" not in page


def test_the_two_clocks_of_discipline_with_their_sums(site):
    officer = site.person("lethuha")
    asked = "/law/limitation?ended=10/3/2024&concluded=1/2/2029&discovered=15/1/2027"
    page = plain(officer.see(asked))
    assert "còn thời hiệu" in page
    assert "10/03/2024 + 60 tháng = 10/03/2029" in page
    assert "Thời hạn: đến hết ngày 15/04/2027" in page
    assert "hết thời hiệu" in plain(officer.see(asked.replace("1/2/2029", "12/3/2029")))
    longer = asked.replace("1/2/2029", "12/3/2029") + "&excluded=1/1/2028-31/1/2028"
    assert "+ 31 ngày không tính" in plain(officer.see(longer))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("ended=x&concluded=1/2/2029", "ngày chấm dứt hành vi"),
        ("ended=1/2/2024&concluded=", "ngày kết luận"),
        ("ended=1/2/2024&concluded=1/2/2025&excluded=2/2/2024-1/2/2024", "khoảng thời gian"),
    ],
)
def test_days_that_cannot_be_are_refused_by_the_name_of_the_field(site, asked, field):
    page = site.person("lethuha").see(f"/law/limitation?{asked}")
    assert field in page.partition('role="alert"')[2][:200]
    assert "còn thời hiệu" not in page
