"""The right to be heard in the pages: served, came, council formed, stepped aside; by role."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bootstrap.demonstration.scans import scan
from domain.hearing.hearing import earliest_meeting, last_day_to_summon
from tests.conftest import CATALOGUE
from tests.looking import read
from tests.playing import SIGNERS, opened
from tests.web.site import form_of, plain

CASE = "KL-2026-0001"
PAGE = f"/cases/{CASE}/hearing"
COUNCIL = {
    "seat:chair": "Y Moan Êban",
    "seat:using_unit": "Ngô Quang Huy (ngoquanghuy)",
    "seat:cadre_advice": "dangducthuan",
    "secretary": "Lê Thu Hà (lethuha)",
}


@pytest.fixture
def play(site):
    play = opened(site.app, "discipline")
    play.until("explanation")
    return play


SERVED = scan("served")


def say(day):
    return f"{day:%d/%m/%Y}"


def send(site, action, fields, person="lethuha"):
    """The first form of the page that goes there, filled and sent."""
    served = action == "served" and fields["what"] != "decision"
    files = {"file": ("da-giao.pdf", SERVED, "application/pdf")} if served else None
    return site.person(person).send(PAGE, f"{PAGE}/{action}", fields, files=files)


def test_each_condition_is_told_with_its_article_and_turns_as_papers_are_served(site, play):
    before = plain(site.person("lethuha").see(PAGE))
    assert "chưa đạt Giao nội dung vi phạm . Chưa thể tiếp tục" in before
    assert "thamdinh" not in before
    assert "Nghị định 234/2026/NĐ-CP, Điều 14.3" in before
    assert "được giải trình đến hết ngày" in before
    today = site.app.today()
    fields = {"what": "accusation", "on": say(today), "proof": "Có chữ ký nhận", "meeting": ""}
    after = plain(send(site, "served", fields).text)
    assert "đạt Nội dung vi phạm đã tới tay" in after
    assert f"tới tay ngày {say(today)} (Có chữ ký nhận)" in after


def test_what_was_typed_stays_when_a_summons_is_refused(site, play):
    fields = {"what": "summons", "on": "hôm qua", "proof": "Báo phát 12", "meeting": "10/12/2030"}
    refused = send(site, "served", fields).text
    assert "“hôm qua” không phải ngày" in refused
    assert 'value="Báo phát 12"' in refused
    assert 'value="10/12/2030"' in refused


def test_a_summons_too_late_is_not_taken_and_attendance_is_recorded(site, play):
    play.until("council_vote")
    today = site.app.today()
    meeting = earliest_meeting(today, CATALOGUE.calendar)
    assert say(meeting) in plain(site.person("lethuha").see(PAGE))
    earlier = (meeting - timedelta(days=n) for n in range(1, 9))
    late = next(day for day in earlier if CATALOGUE.calendar.is_working_day(day))
    fields = {"what": "summons", "on": say(today), "proof": "ký nhận"}
    refused = plain(send(site, "served", fields | {"meeting": say(late)}).text)
    assert f"là muộn: cuộc họp ngày {say(late)}" in refused
    shown = plain(send(site, "served", fields | {"meeting": say(meeting)}).text)
    assert shown.count("đúng hạn chậm nhất") == 1
    assert f"ở cuộc họp ngày {say(meeting)}" in shown
    play.wait((meeting - today).days)
    fields = {"meeting": say(meeting), "attendance": "absent", "note": ""}
    assert "phải được nhập" in send(site, "attended", fields).text
    done = plain(send(site, "attended", fields | {"note": "Ốm, có giấy"}).text)
    assert f"Cuộc họp ngày {say(meeting)}: vắng mặt – Ốm, có giấy" in done
    assert "mới vắng mặt một lần" in done


def test_the_first_day_to_which_a_summons_may_call():
    """Whatever the day: the day before would be late, or is none on which people work."""
    calendar = CATALOGUE.calendar
    for on in (date(2026, 12, 24) + timedelta(days=n) for n in range(14)):
        meeting = earliest_meeting(on, calendar)
        assert last_day_to_summon(meeting, calendar) >= on
        earlier = [meeting - timedelta(days=n) for n in range(1, 20)]
        working = [d for d in earlier if d > on and calendar.is_working_day(d)]
        assert all(last_day_to_summon(day, calendar) < on for day in working)


def test_a_council_is_formed_by_names_and_who_may_not_sit_is_named_with_the_article(site, play):
    wrong = send(site, "council", COUNCIL | {"seat:chair": "Y Thông Êban"})
    told = plain(wrong.text).partition("Quyền của người")[0]
    assert "Không được tham gia Hội đồng: Y Thông Êban" in told
    assert "Nghị định 234/2026/NĐ-CP, Điều 16.2" in told
    assert 'value="Ngô Quang Huy (ngoquanghuy)"' in wrong.text
    nobody = send(site, "council", COUNCIL | {"seat:chair": "Nguyễn Không Ai"})
    assert "“Nguyễn Không Ai” chưa chỉ đúng một người" in plain(nobody.text)
    done = plain(send(site, "council", COUNCIL).text)
    assert "Chủ tịch Hội đồng Y Moan Êban" in done
    assert "Người ghi biên bản Lê Thu Hà" in done
    assert "đạt Hội đồng kỷ luật đúng thành phần" in done


def test_who_steps_aside_is_told_the_times_and_sees_the_case_no_more(site, play):
    signer = site.person("dangducthuan")
    today = site.app.today()
    form = form_of(signer.see(PAGE), f"{PAGE}/aside")
    fields = form | {"relation": "sibling", "known": say(today), "note": ""}
    for _ in range(2):
        told = plain(signer.client.post(f"{PAGE}/aside", data=fields).text)
        assert "Báo cáo người có thẩm quyền về xung đột lợi ích" in told
        assert "Nghị định 59/2019/NĐ-CP, Điều 30" in told
    signer.see(PAGE, status=404)
    seen = plain(site.person("lethuha").see(PAGE))
    assert "Đặng Đức Thuận : anh, chị, em ruột" in seen


def test_an_officer_records_for_another_and_the_day_it_was_known_starts_the_times(site, play):
    future = site.app.today() + timedelta(days=2)
    fields = {"who": "Bùi Thanh Mai", "relation": "linked", "note": "", "known": say(future)}
    assert "chưa tới" in send(site, "aside", fields).text
    known = site.app.today() - timedelta(days=3)
    told = send(site, "aside", fields | {"known": say(known)})
    assert f"Tính từ ngày biết có xung đột: {say(known)}" in plain(told.text)
    assert play.case.recused == ("buithanhmai",)
    assert "Bùi Thanh Mai" in site.person("buithanhmai").see(f"/cases/{CASE}/aside/buithanhmai")
    site.person("phanvankien").see(f"/cases/{CASE}/aside/buithanhmai", status=404)
    site.person("phanvankien").see(f"/cases/{CASE}/aside/phanvankien", status=404)


@pytest.mark.parametrize(
    ("person", "status", "records", "declares"),
    [
        ("lethuha", 200, True, True),
        ("dangducthuan", 200, False, True),
        ("trinhvanduc", 200, False, False),
        ("ythongeban", 404, False, False),
        ("luonggiaminh", 404, False, False),
    ],
)
def test_who_sees_and_who_records(site, play, person, status, records, declares):
    page = site.person(person).see(PAGE, status=status)
    assert (f"{PAGE}/served" in page) == records
    assert (f"{PAGE}/aside" in page) == declares


def test_who_may_not_see_the_case_cannot_record_either(site, play):
    stranger = site.person("luonggiaminh")
    form = form_of(stranger.see("/account"), "/account/password")
    fields = {"what": "accusation", "on": say(site.app.today()), "proof": "x", "meeting": ""}
    stranger.client.post(f"{PAGE}/served", data=form | fields)
    history = read(site.app.engine, lambda uow: uow.cases.facts(CASE))
    assert not any(type(fact).__name__ == "Served" for fact in history)


def test_the_council_is_called_to_its_ballot_and_votes_on_forms(site, play):
    send(site, "council", COUNCIL)
    play.until("council_vote")
    task = play.case.open_tasks[0].id.partition("/")[2]
    vote = f"/cases/{CASE}/tasks/{task}/vote"
    officer = site.person("lethuha")
    assert "chưa ghi nhận giấy triệu tập" in plain(officer.see(vote))
    assert "có mặt ít nhất 3/3 thành viên Hội đồng" in plain(officer.see(vote))
    ticked = [f'value="{who}" checked' for who in ("ymoaeban", "ngoquanghuy", "dangducthuan")]
    assert all(box in officer.see(f"{vote}/open") for box in ticked)
    three = dict.fromkeys(("summoned", "present", "issued", "returned", "valid"), "3")
    officer.send(f"{vote}/count", f"{vote}/count", three | {"in_favour": "3"})
    signer = site.person(SIGNERS[play.case.open_tasks[0].agency])
    told = plain(signer.send(f"{vote}/count", f"{vote}/count", three | {"in_favour": "3"}).text)
    assert "chưa ghi nhận giấy triệu tập đã tới tay" in told
    assert "Điều 17.1a" in told


def test_a_paper_count_of_forms_asks_for_each_form_of_the_law(site, play):
    play.until("council_recommendation")
    task = play.case.open_tasks[0]
    vote = f"/cases/{CASE}/tasks/{task.id.partition('/')[2]}/vote"
    counts = dict.fromkeys(("summoned", "present", "issued", "returned", "valid"), "3")
    for person in ("lethuha", SIGNERS[task.agency]):
        page = site.person(person)
        assert "khiển trách" in page.see(f"{vote}/count")
        done = page.send(
            f"{vote}/count",
            f"{vote}/count",
            counts | {"votes:reprimand": "1", "votes:warning": "2"},
        )
    assert "2/3 = 66,66 % (số phiếu hợp lệ của Hội đồng; cần trên 50 %)" in plain(done.text)
    assert play.case.find_task(task.id).outcome == "warning"


def test_in_other_matters_only_ties_and_the_service_of_the_decision_are_asked(site):
    play = opened(site.app)
    page = plain(site.person("lethuha").see(f"/cases/{play.id}/hearing"))
    assert "Người không tham gia vì có quan hệ với vụ việc" in page
    assert "Hội đồng kỷ luật" not in page
    assert f'href="/cases/{play.id}/hearing"' in site.person("lethuha").see(f"/cases/{play.id}")
