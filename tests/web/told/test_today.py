"""The first page and the bell, for every kind of person."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from actions.cases.remind_late import pass_deadlines
from actions.cases.return_case import return_case
from actions.execute import Act
from tests.balloting import call, hand_out
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.web.site import plain
from web.kit.pages import task_address

WRITES = ("INSERT", "UPDATE", "DELETE")


def bell(html):
    return plain(html.replace("<header", "<main").replace("</header>", "</main>"))


def test_a_body_that_is_asked_finds_question_and_bell_on_every_page(site, lite):
    opened(lite)
    signer = site.person("ngoquanghuy")
    for page in ("/today", "/inbox", "/law", "/account"):
        assert "Thông báo 1 thông báo mới" in bell(signer.see(page))
    shown = plain(signer.see("/"))
    assert "Chờ xử lý 1" in shown
    assert "BN-2026-0001 Y Thông Êban – Xin chủ trương" in shown
    assert "Đề nghị xử lý bước “Xin chủ trương”." in shown


def test_the_officer_who_leads_sees_their_cases_and_what_is_late(site, lite, clock):
    at_opinions(lite)
    clock.forward(days=30)
    shown = plain(site.person("lethuha").see("/today"))
    assert "Hồ sơ cơ quan quý vị chủ trì, đang chờ nơi khác 1" in shown
    assert "quá hạn: 1" in plain(site.person("hlinhnie").see("/today"))


def test_what_came_back_says_who_and_why_on_the_first_page_and_in_the_list(site, lite):
    play = opened(lite)
    play.until("eligibility_review")
    task = play.case.open_tasks[0].id
    back = Act(act_id="back", case_id=play.id, person="dangducthuan")
    return_case(lite, back, task_id=task, to_step="policy_request", reason="Thiếu tờ trình")
    signer = site.person("ngoquanghuy")
    for page in ("/today", "/inbox"):
        shown = plain(signer.see(page))
        assert "Đặng Đức Thuận (Ban Tổ chức Tỉnh ủy" in shown
        assert "trả hồ sơ: “Thiếu tờ trình”" in shown


def test_a_voter_and_a_teller_find_the_ballot_on_their_first_page(site, lite):
    play = opened(lite)
    play.until("standing_vote")
    task = call(play, ["ymoaeban", "lehoangkhue", "phanvankien"])
    assert "Nhận mã mở hòm phiếu" in plain(site.person("vominhtri").see("/today"))
    hand_out(play, task)
    voter = site.person("phanvankien")
    shown = voter.see("/today")
    assert "Được triệu tập bỏ phiếu kín" in plain(shown)
    assert f'href="/ballots/{task}"' in shown


def test_the_person_concerned_finds_what_they_are_asked(site, lite):
    opened(lite, "resign")
    him = site.person("ythongeban")
    shown = him.see("/today")
    assert "Quý vị được hỏi" in plain(shown)
    assert 'href="/mine/TC-2026-0001"' in shown
    assert "/inbox" not in shown


def test_an_administrator_finds_bodies_that_cannot_answer_and_no_case(site, lite):
    play = opened(lite)
    with lite.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'BPTTH'")
    shown = plain(site.person("luonggiaminh").see("/today"))
    assert "Báo và Phát thanh, Truyền hình Đắk Lắk được hỏi mà chưa có người ký: 1 việc" in shown
    assert play.id not in shown


def test_start_page_question_and_progress_say_when_it_was_called_to_mind(site, lite, clock):
    play = at_opinions(lite)
    clock.forward(days=60)
    pass_deadlines(lite)
    said = f"Đã nhắc ngày {lite.today():%d/%m/%Y}; đã báo Chủ nhiệm Phạm Quốc Hưng ngày "
    (task,) = (t for t in play.case.open_tasks if t.agency == "UBKTTU")
    signer, officer = site.person("phamquochung"), site.person("lethuha")
    addresses = ["/today", task_address(task.id), f"/cases/{play.id}/progress"]
    assert all(said in plain(signer.see(address)) for address in addresses)
    whole = f"{said}{lite.today():%d/%m/%Y}; đã báo Ban Tổ chức Tỉnh ủy Đắk Lắk ngày "
    assert whole in plain(officer.see(f"/cases/{play.id}/progress"))


def test_an_auditor_finds_what_is_late_anywhere(site, lite, clock):
    play = at_opinions(lite)
    clock.forward(days=60)
    shown = plain(site.person("trinhvanduc").see("/today"))
    assert "Quá hạn trong các hồ sơ 1" in shown
    assert play.id in shown


@pytest.mark.parametrize("person", ["dothithuy", "vothimyhanh"])
def test_who_has_nothing_to_do_is_told_so(site, lite, person):
    site.person("luonggiaminh")
    site.person(person)
    assert "không có việc nào" in plain(site.person(person).see("/today")).lower()


def test_looking_writes_nothing_and_marking_as_read_is_a_form(site, lite):
    opened(lite)
    signer = site.person("ngoquanghuy")
    signer.see("/today")  # the session is seen
    wrote: list[str] = []
    event.listen(lite.engine, "before_cursor_execute", lambda *s: wrote.append(s[2].strip()))
    for page in ("/today", "/told"):
        signer.see(page)
    assert [one for one in wrote if one.startswith(WRITES)] == []
    assert signer.send("/told", "/told/read", {}).url.path == "/told"
    assert "thông báo mới" not in bell(signer.see("/told"))
    assert "Đánh dấu đã đọc" not in plain(signer.see("/told"))


def test_a_notice_leads_to_what_it_is_about_and_only_for_whom_it_is(site, lite):
    play = opened(lite)
    signer = site.person("ngoquanghuy")
    number = max(_numbers(lite))
    found = signer.client.get(f"/told/{number}")
    assert found.url.path == f"/cases/{play.id}/tasks/policy_request/1/press_agency"
    site.person("hlinhnie").see(f"/told/{number}", status=404)
    signer.see(f"/told/{10**30}", status=404)


def test_the_pages_are_whole_in_english(site, lite):
    opened(lite)
    signer = site.person("ngoquanghuy")
    signer.client.cookies.set("language", "en")
    shown = plain(signer.see("/today"))
    assert "Please act on the step “Ask for approval in principle”" in shown
    assert "Waiting 1" in shown


def _numbers(lite):
    def look(uow):
        return uow.connection.exec_driver_sql("SELECT id FROM notices").scalars().all()

    return read(lite.engine, look)
