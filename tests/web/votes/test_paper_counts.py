"""Paper counts, names on ballots and minutes in the pages; what a vote keeps and whom it calls."""

from __future__ import annotations

import io

import pytest
from docx import Document

from actions.execute import Act
from actions.hearing.recuse import step_aside
from tests.balloting import hand_out
from tests.looking import read
from tests.playing import opened
from tests.web.site import form_of, plain
from tests.web.voting import (
    COUNTED,
    TELLERS,
    VOTE,
    at_the_vote,
    call,
)


@pytest.fixture
def play(site):
    return at_the_vote(site)


def test_a_paper_count_needs_two_people_and_a_difference_shows_no_figure(site, play):
    one, other = site.person("lethuha"), site.person("lehoangkhue")
    before = plain(one.see(f"{VOTE}/count"))
    assert "Tỷ lệ tính trên tổng số thành viên Cần đạt trên 50 %" in before
    first = one.send(f"{VOTE}/count", f"{VOTE}/count", COUNTED)
    assert "Quý vị đã nhập biên bản" in plain(first.text)
    waiting = plain(other.see(VOTE))
    assert "Một người khác đã nhập" in waiting
    assert "19" not in waiting.replace("2019", "")
    refused = other.send(f"{VOTE}/count", f"{VOTE}/count", COUNTED | {"in_favour": 18})
    assert "số phiếu đồng ý" in plain(refused.text).partition("Số phiếu trong biên bản")[0]
    assert 'value="18"' in refused.text
    assert 'value="19"' not in refused.text
    done = other.send(f"{VOTE}/count", f"{VOTE}/count", COUNTED)
    assert "19/21 = 90,47 %" in plain(done.text)


def test_counts_that_cannot_be_are_told_in_words(site, play):
    officer = site.person("lethuha")
    refused = officer.send(f"{VOTE}/count", f"{VOTE}/count", COUNTED | {"in_favour": 21})
    assert "số phiếu đồng ý là 21, nhiều hơn số phiếu hợp lệ (20)" in plain(refused.text)


def test_ballots_with_names_are_opened_and_counted_by_name(site):
    play = opened(site.app)
    play.until("enlarged_vote")
    task = play.case.open_tasks[0].id.partition("/")[2]
    page = f"/cases/{play.id}/tasks/{task}/vote"
    officer = site.person("lethuha")
    shown = officer.client.post(
        "/back",
        data=form_of(officer.see(f"{page}/count"), f"{page}/count") | {"words": "phuoc"},
    ).text
    assert "Lý Văn Phước" in shown
    counts = {
        "summoned": 30,
        "present": 30,
        "issued": 30,
        "returned": 30,
        "valid": 30,
        "votes:ythongeban": 20,
        "votes:lyvanphuoc": 10,
        "votes:hlinhnie": "",
    }
    for person in ("lethuha", "ngoquanghuy"):
        done = site.person(person).send(f"{page}/count", f"{page}/count", counts)
    assert "Lý Văn Phước 10 33,33 %" in plain(done.text)
    assert "20/30 = 66,66 %" in plain(done.text)


def test_names_stand_on_a_ballot_on_screen_by_given_name(site):
    play = opened(site.app)
    play.until("enlarged_vote")
    task = play.case.open_tasks[0].id
    page = f"/cases/{play.id}/tasks/{task.partition('/')[2]}/vote"
    wish = {"member": ["hlinhnie", "buithanhmai"], "name": ["lyvanphuoc"], "teller": TELLERS}
    site.person("lethuha").send(f"{page}/open", f"{page}/open", wish)
    hand_out(play, task)
    shown = plain(site.person("hlinhnie").see(f"/ballots/{task}"))
    choices = shown.partition("Chọn một")[2].partition("Tiếp tục")[0]
    assert choices.split("Phiếu trắng")[0].strip() == "Lý Văn Phước Y Thông Êban"


def test_the_minutes_are_a_word_file_for_those_who_see_the_case(site, play):
    officer = site.person("lethuha")
    officer.see(f"{VOTE}/minutes", status=404)
    for person in ("lethuha", "lehoangkhue"):
        site.person(person).send(f"{VOTE}/count", f"{VOTE}/count", COUNTED)
    answer = officer.client.get(f"{VOTE}/minutes")
    assert "attachment" in answer.headers["content-disposition"]
    tables = Document(io.BytesIO(answer.content)).tables
    said = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "19/21 = 90,47 %" in said


def test_a_step_without_a_vote_has_no_vote_page(site):
    play = opened(site.app)
    task = play.case.open_tasks[0].id.partition("/")[2]
    site.person("lethuha").see(f"/cases/{play.id}/tasks/{task}/vote", status=404)


def test_somebody_who_stepped_aside_cannot_be_called(site, play):
    step_aside(
        site.app,
        Act(act_id="aside", case_id=play.id, person="hlinhnie"),
        who="hlinhnie",
        relation="sibling",
    )
    refused = call(site)
    assert "H'Linh Niê" in plain(refused.text).partition("Người được triệu tập")[0]
    assert read(site.app.engine, lambda uow: uow.ballots.calling("vothimyhanh")) == ()
