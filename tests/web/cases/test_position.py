"""The page of a case says where it is, who has it, how long, and what the reader has to do."""

from __future__ import annotations

import re

import pytest

from tests.playing import at_opinions, opened
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
HASH = re.compile(r"<code[^>]*>[0-9a-f]{12}")


@pytest.fixture
def play(site):
    return at_opinions(site.app)


def test_whoever_is_asked_finds_their_question_and_others_find_none(site, play):
    asked, handler, auditor = map(site.person, ("hlinhnie", "lethuha", "trinhvanduc"))
    mine = asked.see(CASE)
    assert f'<a class="button primary" href="{TASK}">' in mine
    assert "Chờ cơ quan được hỏi trả lời" in plain(handler.see(CASE))
    assert "Không có việc nào của quý vị lúc này." in plain(auditor.see(CASE))


def test_the_handling_officer_is_told_who_is_late(site, play, clock):
    clock.forward(days=30)
    seen = plain(site.person("lethuha").see(CASE))
    assert seen.count("Đôn đốc, hoặc ghi nhận trả lời của") == len(play.case.open_tasks)


def test_whoever_stepped_aside_or_may_not_sign_reads_why(site, play):
    told = plain(site.person("tranvanbinh").see(CASE))  # an officer of the body asked, who prepares
    assert "Việc của tôi" in told
    assert "Xem và trả lời" not in told


def test_a_closed_case_says_so_and_asks_for_nothing(site):
    play = opened(site.app, "dismiss", subject="vothimyhanh")
    play.story().play()
    seen = plain(site.person("lethuha").see(f"/cases/{play.id}"))
    assert "Hồ sơ đã khép: đã hoàn thành" in seen
    assert "Không còn việc nào." in seen
    assert "Còn bao lâu" not in seen


@pytest.mark.parametrize("tab", ["", "/dossier", "/opinions", "/progress", "/diagram"])
def test_hashes_are_for_auditors_alone(site, play, tab):
    for person in ("hlinhnie", "lethuha"):
        page = site.person(person).see(CASE + tab)
        assert not HASH.search(page)
        assert "101/appoint.party" not in plain(page)
    if tab in ("/dossier", "/progress"):
        assert HASH.search(site.person("trinhvanduc").see(CASE + tab))


def test_a_task_shows_no_hash_of_its_text(site, play):
    assert not HASH.search(site.person("hlinhnie").see(TASK))
