"""Reported of other systems, tried here on the screen (A10, B13, D20, E08, K07)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import text

from actions.cases.return_case import return_case
from actions.execute import Act
from domain.directory.actors import Power, Seat
from models.unit_of_work import transaction
from tests.looking import read
from tests.playing import SIGNERS, PlayedCase, at_opinions
from tests.web.api import conftest as programs
from tests.web.browsing import chromium, window
from tests.web.site import form_of, plain

program = programs.program
CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
INSPECTION = f"{CASE}/tasks/provincial_opinions/1/inspection_committee"
HEAD, OFFICER, OPENER = "hlinhnie", "tranvanbinh", "lethuha"


def test_a10_while_colleagues_answer_no_list_is_ever_shown_empty(site):
    """A10: the list is loaded while the cases in it move: each time it is what waited before or
    after, never "nothing to do"."""
    play = at_opinions(site.app)
    body = site.person(SIGNERS["UBKTTU"])

    def look(_):
        return body.client.get("/inbox")

    with ThreadPoolExecutor(4) as crowd:
        looks = crowd.map(look, range(24))
        for agency in ("BTGDVTU", "SVHTTDL"):
            play.sign(agency)
        seen = list(looks)
    assert {answer.status_code for answer in seen} == {200}
    assert all(play.id in answer.text for answer in seen)


@pytest.mark.parametrize("path", ["/inbox", "/today", "/api/v1/tasks?tab=waiting"])
def test_a10_a_list_that_cannot_be_read_says_so_and_is_not_an_empty_list(site, program, path):
    """A10: an error while the list loads is an error, with something to tell the operator."""
    play = at_opinions(site.app)
    person, api = site.person(HEAD), program(HEAD)
    shown = api.get("/tasks?tab=waiting") if "api" in path else person.client.get(path)
    assert play.id in shown.text
    with site.app.engine.begin() as connection:
        connection.execute(text("ALTER TABLE tasks RENAME TO elsewhere"))
    try:
        failed = api.get("/tasks?tab=waiting") if "api" in path else person.client.get(path)
    finally:
        with site.app.engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO tasks"))
    assert failed.status_code == 500
    assert "items" not in failed.text
    assert "Lỗi" in failed.text or "lỗi" in failed.text


def test_b13_who_opened_the_case_is_barred_from_one_answer_and_the_page_says_by_which_rule(site):
    """B13: the submitter is also the last of those asked: the others are asked as before, a
    colleague answers for the body, and the page names the rule; nobody vanishes unexplained."""
    days = (date(2020, 1, 1), date(2100, 1, 1))
    seat = Seat(OPENER, "UBKTTU", "Phó Chủ nhiệm", frozenset({Power.SIGN}), *days)
    transaction(site.app.engine, lambda uow: uow.directory.add_seat(seat))
    play = at_opinions(site.app)
    asked = {task.agency for task in play.case.open_tasks}
    opener, colleague = site.person(OPENER), site.person(SIGNERS["UBKTTU"])
    page = opener.see(INSPECTION)
    assert f"{INSPECTION}/check" not in page
    assert "Người mở hồ sơ không được tự ký duyệt hồ sơ đó" in plain(page)
    assert {task.agency for task in play.case.open_tasks} == asked >= {"UBKTTU", "BTGDVTU"}
    assert f"{INSPECTION}/check" in colleague.see(INSPECTION)
    for agency in sorted(asked):
        play.sign(agency)
    answered = {t.agency: t.person for t in play.case.tasks if t.step == "provincial_opinions"}
    assert answered.keys() == asked
    assert answered["UBKTTU"] == SIGNERS["UBKTTU"]
    assert play.case.step != "provincial_opinions"


@pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati"])
def test_d20_a_birth_date_is_the_same_day_in_a_browser_of_another_zone(site, chrome, program, zone):
    """D20: 01/03/1970 typed where it is still yesterday, or already tomorrow, stays 01/03/1970: on
    the page, in the API and in the file of the person."""
    path = "/people/vothimyhanh/record"
    page = window(chrome, site, OPENER, zone=zone)
    page.goto(path)
    page.fill("[name=column-birth]", "01/03/1970")
    page.fill("[name=document]", "Giấy khai sinh số 5")
    page.fill("[name=reason]", "Theo giấy khai sinh")
    page.click("main form button.primary")
    page.goto(path)
    assert page.input_value("[name=column-birth]") == "01/03/1970"
    birth = read(site.app.engine, lambda uow: uow.directory.entered("vothimyhanh")).birth
    assert birth == date(1970, 3, 1)
    assert "1970-03-01" in program(OPENER).get("/people/vothimyhanh/record").text
    page.context.close()


def send_back(play: PlayedCase) -> None:
    act = Act(act_id="back", case_id=play.id, person=SIGNERS["UBKTTU"])
    task = play.task("UBKTTU")
    return_case(play.app, act, task_id=task, to_step="dossier_in", reason="thiếu nhận xét")


def test_e08_when_one_body_sends_back_what_another_was_writing_is_kept(site):
    """E08: A returns while B is still writing: B's question ends at once, the words B sends are
    shown to B again, what lay prepared is found when B is asked anew, and is signed by nobody."""
    play = at_opinions(site.app)
    head, officer = site.person(HEAD), site.person(OFFICER)
    words = "Đồng chí đủ điều kiện, đề nghị bổ sung nhận xét nơi cư trú."
    officer.send(TASK, f"{TASK}/prepare", {"outcome": "agree", "reason": words})
    form = form_of(head.see(TASK), f"{TASK}/check")
    send_back(play)
    assert {task.step for task in play.case.open_tasks} == {"dossier_in"}
    late = head.client.post(
        f"{TASK}/check", data=form | {"outcome": "agree", "reason": "Nhất trí."}
    )
    assert 'id="unsent"' in late.text
    assert "Nhất trí." in plain(late.text)
    play.until("provincial_opinions")
    again = TASK.replace("/1/", "/2/")
    page = head.see(again)
    assert "đã soạn ở lần hỏi trước, chưa ký" in plain(page)
    assert words in plain(page)
    assert " checked" not in page.partition(f"{again}/check")[2]
    assert words in officer.see(again).partition(f"{again}/prepare")[2]
    assert words not in plain(site.person(SIGNERS["SVHTTDL"]).see(CASE))
    officer.send(again, f"{again}/prepare", {"outcome": "agree", "reason": "Đã đủ."})
    assert words not in plain(head.see(again))


@pytest.mark.parametrize("typed", [{}, {"outcome": "passed"}, {"outcome": "disagree"}])
def test_k07_an_invalid_form_is_asked_again_with_what_was_typed(site, typed):
    """K07: no choice, one that is not offered, a reason left out: the same page with the reason
    and the words; nothing has happened, and the question is answered by the next form."""
    play = at_opinions(site.app)
    head, before = site.person(HEAD), play.case
    reason = "" if typed.get("outcome") == "disagree" else "Đã xem xét kỹ."
    form = form_of(head.see(TASK), f"{TASK}/check")
    told = head.client.post(f"{TASK}/check", data=form | typed | {"reason": reason})
    assert "Chưa thực hiện được" in plain(told.text)
    assert reason in told.text
    assert play.case == before
    play.sign("BTGDVTU")
    assert len(play.case.open_tasks) == len(before.open_tasks) - 1
