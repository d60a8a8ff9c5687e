"""The working year in the pages; a swapped day is for who administers, who sees no name in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from domain.facts.steps import DeadlineMoved
from tests.looking import read
from tests.playing import opened
from tests.web.site import form_of, plain, running_site

CHANGE = "/calendar/change"


@pytest.fixture
def play(site):
    """Noon on Monday 7/9/2026; the principle is to be decided in ten working days, by 21/9."""
    play = opened(site.app)
    play.until("policy_decision")
    return play


def cell(page, month, number):
    table = page.partition(f"<caption>Tháng {month}</caption>")[2].partition("</table>")[0]
    return re.search(rf'class="day (\w+)[^>]*>(?:<abbr title="([^"]*)">)?{number}[▪+<]', table)


def test_rests_and_worked_weekends_are_marked_and_named(site):
    page = site.person("ythongeban").see("/calendar?year=2026")
    assert cell(page, 1, 2).groups() == ("holiday", "nghỉ hoán đổi Tết Dương lịch")
    assert cell(page, 1, 10).groups() == ("worked", "làm bù cho ngày 02/01/2026")
    assert cell(page, 9, 2).group(1) == "holiday"
    assert cell(page, 9, 5).groups() == ("weekend", None)
    assert cell(page, 9, 7).group(1) == "work"
    assert 'class="day work today" aria-current="date">7<' in page


def test_a_swap_only_proposed_is_listed_and_not_applied(site):
    page = site.person("lethuha").see("/calendar?year=2026")
    assert cell(page, 11, 23).group(1) == "work"
    assert cell(page, 11, 28).group(1) == "weekend"
    assert "mới đề xuất, chưa áp dụng" in page


def test_a_year_not_yet_confirmed_says_so(site):
    officer = site.person("lethuha")
    assert "tạm tính" in officer.see("/calendar?year=2027")
    assert "tạm tính" not in officer.see("/calendar?year=2026")
    for year in (1999, 2041, 99999):
        officer.see(f"/calendar?year={year}", status=404)


def test_a_deadline_is_explained_day_by_day(site):
    page = plain(site.person("lethuha").see("/calendar/explain?start=30/12/2025&days=5"))
    assert "Hết ngày 08/01/2026" in page
    assert "01/01/2026: Tết Dương lịch" in page
    assert "02/01/2026: nghỉ hoán đổi Tết Dương lịch" in page
    asked = "/calendar/explain?start=24/12/2026&days=9&unit=calendar_days"
    rolled = plain(site.person("lethuha").see(asked))
    assert "Tính liền ngày: 02/01/2027; ngày cuối là ngày nghỉ nên dời đến 04/01/2027" in rolled


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("start=40/1/2026&days=5", "không phải ngày"),
        ("start=1/1/2026&days=0", "số ngày"),
        ("start=1/1/2026&days=-5", "số ngày"),
        ("start=1/1/2026&days=100000", "số ngày"),
        ("start=1/1/2026&days=", "số ngày"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(site, asked, said):
    page = site.person("lethuha").see(f"/calendar/explain?{asked}")
    assert said in page.partition('role="alert"')[2][:200]


@pytest.mark.parametrize("person", ["lethuha", "dangducthuan", "trinhvanduc", "ythongeban"])
def test_swapping_days_is_for_who_administers(site, play, person):
    visitor = site.person(person)
    visitor.see(CHANGE, status=404)
    assert CHANGE not in visitor.see("/calendar")
    fields = form_of(visitor.see("/account"), "/account/password") | {"document": "Công văn"}
    assert visitor.client.post("/calendar/move", data=fields).status_code == 404


def test_the_preview_names_the_task_and_both_days_and_no_person(site, play):
    admin = site.person("luonggiaminh")
    page = plain(admin.see(f"{CHANGE}?asked=1&off=8/9/2026,+9/9/2026"))
    assert "Hạn sẽ dời: 1" in page
    assert f"{play.id} – Ban Thường vụ Tỉnh ủy Đắk Lắk 21/09/2026 23/09/2026" in page
    assert "Y Thông" not in page
    assert "Không hạn đang chạy nào dời" in admin.see(
        f"{CHANGE}?asked=1&off=8/9/2026&work=12/9/2026"
    )
    assert "không phải ngày" in admin.see(f"{CHANGE}?asked=1&off=hôm+nay")
    assert play.case.open_tasks[0].due.day == date(2026, 9, 21)


def test_once_it_is_law_the_deadlines_move_with_the_document(site, play):
    calendar = site.app.catalogue.calendar
    swapped = replace(calendar, holidays=dict(calendar.holidays) | {date(2026, 9, 8): "hoán đổi"})
    catalogue = replace(site.app.catalogue)
    catalogue.__dict__["calendar"] = swapped
    with running_site(replace(site.app, law_data=catalogue)) as later:
        admin = later.person("luonggiaminh")
        told = admin.send(CHANGE, "/calendar/move", {"document": "Công văn 12/UBND"})
        assert "đã dời theo lịch đang áp dụng: 1" in plain(told.text)
        again = admin.send(CHANGE, "/calendar/move", {"document": "Công văn 12/UBND"})
        assert "đã dời theo lịch đang áp dụng: 0" in plain(again.text)
    assert play.case.open_tasks[0].due.day == date(2026, 9, 22)
    history = read(site.app.engine, lambda uow: uow.cases.history(play.id))
    (fact,) = [f for f in (s.fact() for s in history) if isinstance(f, DeadlineMoved)]
    assert (fact.document, fact.by.person) == ("Công văn 12/UBND", "luonggiaminh")


def test_without_its_document_nothing_moves(site, play):
    admin = site.person("luonggiaminh")
    told = admin.send(CHANGE, "/calendar/move", {"document": " "})
    assert "Chưa thực hiện được" in told.text
    assert "đã dời" not in told.text
