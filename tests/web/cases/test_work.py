"""A case in the pages: who sees it, how a task is answered, what stays when it is refused."""

from __future__ import annotations

import re

import pytest

from tests.playing import at_opinions, opened
from tests.web.site import form_of, plain
from web.application import PAGES

TASK = "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"
PLACE = re.compile(r"\{[^}]+\}")
CASE = "/cases/BN-2026-0001"


@pytest.fixture
def play(site):
    return at_opinions(site.app)


def decide(person, outcome, reason="", task=TASK):
    """Both pages, as a person goes through them."""
    checked = person.send(task, f"{task}/check", {"outcome": outcome, "reason": reason})
    if "Kiểm tra trước khi gửi" not in checked.text:
        return checked
    return person.client.post(f"{task}/answer", data=form_of(checked.text, f"{task}/answer"))


def test_an_approver_reads_decides_checks_and_sees_what_is_next(site, play):
    hlinh = site.person("hlinhnie")
    assert "Chờ xử lý 1" in plain(hlinh.see("/inbox"))
    done = decide(hlinh, "agree", "Nhất trí.")
    assert "Đã ghi nhận" in plain(done.text)
    assert "Chờ xử lý 0" in plain(hlinh.see("/inbox"))
    task = play.case.find_task("BN-2026-0001/provincial_opinions/1/directing_body")
    assert (task.outcome, task.person, task.reason) == ("agree", "hlinhnie", "Nhất trí.")


def test_the_same_form_sent_twice_is_one_act(site, play):
    hlinh = site.person("hlinhnie")
    checked = hlinh.send(TASK, f"{TASK}/check", {"outcome": "agree", "reason": "Nhất trí."})
    form = form_of(checked.text, f"{TASK}/answer")
    first, second = (hlinh.client.post(f"{TASK}/answer", data=form) for _ in range(2))
    assert first.url == second.url
    assert "Đã ghi nhận" in second.text


def test_a_refused_answer_loses_no_word(site, play):
    hlinh = site.person("hlinhnie")
    refused = hlinh.send(TASK, f"{TASK}/check", {"outcome": "disagree", "reason": ""})
    assert "Chưa thực hiện được" in refused.text
    assert 'value="disagree" required checked' in refused.text


def test_a_session_that_ended_while_typing_keeps_the_text(site, play, clock):
    hlinh = site.person("hlinhnie")
    fields = form_of(hlinh.see(TASK), f"{TASK}/check")
    clock.forward(hours=2)
    told = hlinh.client.post(
        f"{TASK}/check", data={**fields, "outcome": "agree", "reason": "Câu đã gõ rất lâu"}
    )
    assert "Phiên làm việc đã hết hạn" in told.text
    again = site.person("hlinhnie")
    assert "Câu đã gõ rất lâu" in again.see(TASK)
    assert "Câu đã gõ rất lâu" not in again.see(TASK)


@pytest.mark.parametrize("tab", ["", "/dossier", "/opinions", "/progress", "/diagram"])
@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("hlinhnie", 200),
        ("lethuha", 200),
        ("trinhvanduc", 200),
        ("ythongeban", 404),
        ("luonggiaminh", 404),
        ("phanvankien", 404),
    ],
)
def test_i01_a_case_exists_only_for_those_with_a_part_in_it(site, play, person, status, tab):
    page = site.person(person).see(CASE + tab, status=status)
    unknown = site.person(person).see("/cases/BN-2026-9999" + tab, status=404)
    if status == 404:
        assert plain(page) == plain(unknown)


def test_the_inbox_of_a_body_not_asked_is_empty(site, play):
    assert "Y Thông" not in site.person("phanvankien").see("/inbox?tab=following")


def test_a_form_from_elsewhere_is_refused(site, play):
    hlinh = site.person("hlinhnie")
    fields = form_of(hlinh.see(TASK), f"{TASK}/check") | {"outcome": "agree"}
    forged = hlinh.client.post(f"{TASK}/answer", data=fields | {"csrf": "x"})
    foreign = hlinh.client.post(
        f"{TASK}/answer", data=fields, headers={"Origin": "https://elsewhere.example"}
    )
    assert (forged.status_code, foreign.status_code) == (403, 403)
    assert len(play.case.open_tasks) > 1


def test_every_form_needs_the_word_of_its_session(site):
    """No route that changes something answers anybody who merely has the cookie."""
    opened(site.app)
    officer = site.person("lethuha")
    public = {"/sign-in", "/language", "/invitation/{token}", "/setup/{code}"}
    paths = {
        PLACE.sub("x", route.path)
        for page in PAGES
        for route in page.router.routes
        if "POST" in route.methods and route.path not in public
    }
    assert "/inbox/filter" in paths
    for path in sorted(paths):
        for word in ("", "ọ", "x" * 43):
            sent = officer.client.post(path.replace("/x/x", "/x/1"), data={"csrf": word})
            assert sent.status_code == 403, path
