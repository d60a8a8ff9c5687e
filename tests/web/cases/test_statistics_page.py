"""The year in numbers, drawn on the server, over what one may see."""

from __future__ import annotations

import pytest

from tests.playing import opened
from tests.web.site import plain


@pytest.fixture
def play(site):
    play = opened(site.app)
    play.until("policy_decision")
    play.wait(3)
    play.past("policy_decision")
    return play


@pytest.mark.parametrize(
    ("person", "status", "sees"),
    [
        ("lethuha", 200, True),
        ("trinhvanduc", 200, True),
        ("phanvankien", 200, False),
        ("luonggiaminh", 404, False),
        ("ythongeban", 404, False),
    ],
)
def test_sums_are_over_the_cases_one_may_see(site, play, person, status, sees):
    page = site.person(person).see("/statistics", status=status)
    assert ("Bổ nhiệm lãnh đạo cơ quan báo chí" in page) == sees
    assert ("<svg" in page) == sees


def test_the_share_of_the_time_is_a_number_and_a_shade(site, play):
    page = site.person("lethuha").see("/statistics?procedure=101/appoint.party")
    box = page.partition('<g class="box heat-4">')[2].partition("</g>")[0]
    assert "Quyết định chủ trương" in box
    assert "100 % · 3 ngày làm việc" in box
    assert "Quyết định chủ trương 1 3 3 3 3 3 3 100 %" in plain(page)


def test_punctuality_is_a_fraction_beside_its_bar(site, play):
    page = plain(site.person("trinhvanduc").see("/statistics"))
    assert "Ban Thường vụ Tỉnh ủy Đắk Lắk 0 0 1 1/1 (100 %)" in page


def test_each_chart_is_told_in_words_and_stands_as_a_table_too(site, play):
    page = site.person("lethuha").see("/statistics?procedure=101/appoint.party")
    for chart in ("c-year", "c-bodies", "c-steps"):
        assert f'aria-labelledby="{chart}-title {chart}-desc"' in page
        title = page.partition(f'<title id="{chart}-title">')[2].partition("</title>")[0]
        told = page.partition(f'<desc id="{chart}-desc">')[2].partition("</desc>")[0]
        assert title
        assert "ở bảng ngay dưới" in told
    shown = plain(page)
    assert "giao 3 việc, trả lời 2, trong đó 0 quá hạn" in page
    assert "09/2026 1 3 2 1 1 0" in shown
    assert "Ban Thường vụ Tỉnh ủy Đắk Lắk 09/2026 1 1 1 1" in shown
    assert "Hồ sơ mở trong năm 1" in shown


def test_another_year_has_its_own_numbers(site, play):
    officer = site.person("lethuha")
    assert "Chưa có hồ sơ" not in officer.see("/statistics?year=2026")
    page = plain(officer.see("/statistics?year=2025"))
    assert "Ban Thường vụ" not in page
    officer.see("/statistics?year=1900", status=404)


def test_no_person_is_named(site, play):
    page = site.person("trinhvanduc").see("/statistics")
    assert "Y Thông" not in page
    assert "Lê Hoàng Khuê" not in page
