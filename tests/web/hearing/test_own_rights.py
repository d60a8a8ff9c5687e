"""What the person concerned is told of their position, each with its article; and what never."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.hearing.recuse import step_aside
from actions.papers.attach_paper import Upload
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.facts.decisions import DecisionIssued
from domain.facts.hearing import CouncilFormed
from domain.hearing.hearing import Serving
from tests.looking import read
from tests.playing import opened
from tests.web.site import plain

HIM, CASE = "ythongeban", "/mine/KL-2026-0001"


@pytest.fixture
def play(site):
    play = opened(site.app, "discipline")
    play.until("explanation")
    return play


def act(play, name, person="lethuha"):
    return Act(act_id=name, case_id=play.id, person=person)


def rights(site):
    page = plain(site.person(HIM).see(CASE))
    return page.partition("Quyền của quý vị trong hồ sơ này")[2].partition("Đã giao cho quý vị")[0]


def test_accused_of_what_and_until_when_each_with_its_article(site, play):
    said = rights(site)
    assert "Nội dung bị xem xét chưa được giao cho quý vị" in said
    serving = Serving(what="accusation", on=site.app.today(), proof="ký nhận")
    paper = Upload(kind="served_paper", file=SentFile("noi-dung.pdf", scan("invented")))
    serve_paper(site.app, act(play, "served"), serving, paper)
    said = rights(site)
    assert "Nội dung bị xem xét chưa được giao" not in said
    assert f"giao ngày {site.app.today():%d/%m/%Y}: Đọc văn bản: noi-dung.pdf" in said
    for part in ("Bị xem xét về việc gì", "Được trả lời đến khi nào", "Ai quyết định"):
        about = said.partition(part)[2].partition("Ai không tham gia")[0]
        assert "Điều" in about or "điểm" in about
    task = next(task for task in play.case.open_tasks if task.role == "subject")
    assert task.due is None or f"{task.due.day:%d/%m/%Y}" in said


def test_which_body_decides_is_the_one_that_is_asked_to_issue(site, play):
    said = rights(site)
    play.until("service")
    history = read(site.app.engine, lambda uow: uow.cases.facts(play.id))
    (issued,) = [fact for fact in history if isinstance(fact, DecisionIssued)]
    body = play.app.words({}).agency(issued.by.agency)
    assert f"Ai quyết định {body} (Ký, ban hành quyết định kỷ luật)" in said


def test_who_stepped_aside_is_named_with_the_tie_and_not_the_note(site, play):
    assert "Chưa có ai." in rights(site)
    note = "Ghi chú riêng của người tự khai"
    step_aside(
        site.app, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse", note=note
    )
    page = site.person(HIM).see(CASE)
    assert "H'Linh Niê : vợ hoặc chồng" in rights(site).replace("&#39;", "'")
    assert "59/2019/NĐ-CP" in rights(site)
    assert note not in page


def test_who_accused_is_never_named(site, play):
    step_aside(site.app, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="accuser")
    assert "Chưa có ai." in rights(site)
    assert "Linh Niê" not in site.person(HIM).see(CASE)


def test_no_member_of_the_council_and_no_vote_is_told(site, play):
    play.past("explanation")
    play.until("service")
    history = read(site.app.engine, lambda uow: uow.cases.facts(play.id))
    seats = [s for fact in history if isinstance(fact, CouncilFormed) for s in fact.seats]
    assert seats
    names = read(site.app.engine, lambda uow: uow.directory.names({s.person for s in seats}))
    page = plain(site.person(HIM).see(CASE))
    assert [name for name in names.values() if name in page] == []
    assert "phiếu kín" not in page


def test_on_paper_it_is_one_card_that_names_the_case_and_the_day(site, play):
    page = site.person(HIM).see(CASE)
    head = page.partition('<style media="print">')[2].partition("</style>")[0]
    assert f'content: "{play.id} · ' in head
    assert f"{site.app.today():%d/%m/%Y}".replace("/", "\\2f ") in head
