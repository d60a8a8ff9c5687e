"""One box: what stands where one may look is found without marks; the rest is not there."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.search.search import PER_PAGE, case_numbers
from models.cases import search as shelf
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.web.site import plain

CASE = "BN-2026-0001"


@pytest.fixture
def play(site):
    play = at_opinions(site.app)
    play.story().gather_dossier()
    play.sign("UBKTTU", "disagree", reason="Đề nghị xác minh việc kê khai tài sản.")
    return play


def found(person, words, more=""):
    return plain(person.see(f"/search?words={words}{more}"))


@pytest.mark.parametrize("words", ["thong eban", "THÔNG ÊBAN", "eban thong"])
def test_a_name_without_marks_finds_the_person_and_their_cases(site, play, words):
    seen = found(site.person("lethuha"), words)
    assert f"Hồ sơ {CASE} Y Thông Êban" in seen
    assert "Nhân sự Y Thông Êban" in seen


@pytest.mark.parametrize("words", [CASE, "bn-2026-1", "bn 1", "2026-0001", "1", "0001"])
def test_a_case_is_found_by_its_number_however_it_is_typed(words):
    assert CASE in case_numbers(words, ["BN", "KL"], 2026)


def test_words_that_are_no_number_stand_for_no_case():
    assert case_numbers("y thong", ["BN"], 2026) == []
    assert case_numbers("kl-2026-0001", ["BN"], 2026) == []


def test_papers_and_opinions_are_found_by_their_words(site, play):
    hlinh = site.person("hlinhnie")
    seen = found(hlinh, "ke khai tai san")
    assert "Ý kiến Ủy ban Kiểm tra" in seen
    assert "Giấy tờ" in seen
    assert "Đề nghị xác minh" not in seen, "what was written is read where the reading is noted"


def test_law_is_found_by_everybody_signed_in(site, play):
    for person in ("hlinhnie", "ythongeban", "luonggiaminh"):
        assert "101-QĐ/TW" in found(site.person(person), "101-qd")


@pytest.mark.parametrize("words", [CASE, "thong eban", "ke khai tai san", "bn 1"])
@pytest.mark.parametrize("person", ["caothihien", "ythongeban", "luonggiaminh"])
def test_a_case_one_may_not_see_is_answered_like_one_that_is_not_there(site, play, person, words):
    stranger = site.person(person)
    seen = stranger.see(f"/search?words={words}")
    assert f"/cases/{CASE}" not in seen
    for section in ("cases", "papers", "opinions"):
        narrowed = stranger.see(f"/search?words={words}&section={section}")
        assert f"/cases/{CASE}" not in narrowed


def test_whoever_stepped_aside_finds_it_no_more_nor_keeps_it_at_hand(site, play):
    hlinh = site.person("hlinhnie")
    hlinh.see(f"/cases/{CASE}")
    assert CASE in hlinh.see("/search")
    act = Act(act_id="aside", case_id=CASE, person="hlinhnie")
    step_aside(site.app, act, who="hlinhnie", relation="spouse")
    assert CASE not in hlinh.see("/search")
    assert f"/cases/{CASE}" not in hlinh.see(f"/search?words={CASE}")


def test_papers_kept_to_some_bodies_are_found_by_them_alone(site, play):
    kinds = [k for k in site.app.catalogue.dossier.values() if k.readers]
    held = read(site.app, lambda uow: uow.papers.of_case(CASE))
    kept = [paper for paper in held if paper.kind in {k.id for k in kinds}]
    assert kept, "the story gathers one"
    title = next(k.title for k in kinds if k.id == kept[0].kind)
    at = f"/cases/{CASE}/files/{kept[0].id}"
    assert at in site.person("lethuha").see(f"/search?words={title}&section=papers")
    outside = [p for p in ("hlinhnie", "buithanhmai", "vominhtri") if _hidden(site, p, kept[0])]
    assert outside
    for person in outside:
        assert at not in site.person(person).see(f"/search?words={title}&section=papers")


def _hidden(site, person, paper):
    return site.person(person).client.get(f"/cases/{CASE}/files/{paper.id}").status_code == 404


def test_nothing_found_says_what_to_do(site, play):
    seen = found(site.person("hlinhnie"), "khong co gi ten nhu vay")
    assert "Không tìm thấy gì" in seen
    assert "Thử ít chữ hơn" in seen
    assert "ít nhất hai chữ cái" in found(site.person("hlinhnie"), "a")


def test_a_section_is_read_page_by_page(site, play):
    auditor = site.person("trinhvanduc")
    first = auditor.see("/search?words=dieu&section=law")
    assert first.count('<li><a class="to"') <= PER_PAGE
    if "Trang sau" in first:
        second = auditor.see("/search?words=dieu&section=law&page=2")
        assert "Trang trước" in second
        assert not set(_links(first)) & set(_links(second))


def _links(page):
    return [line for line in page.splitlines() if 'class="to"' in line]


def test_a_name_that_hundreds_have_is_found_on_the_desk(site, play, monkeypatch):
    monkeypatch.setattr(shelf, "FEW_PEOPLE", 1)
    assert f"/cases/{CASE}" in site.person("lethuha").see("/search?words=thong")
    assert f"/cases/{CASE}" not in site.person("caothihien").see("/search?words=thong")


def test_a_case_is_pinned_and_unpinned_and_stands_on_the_first_page(site, play):
    other = opened(site.app, "dismiss", subject="vothimyhanh")
    officer = site.person("lethuha")
    officer.see(f"/cases/{other.id}")
    officer.send(f"/cases/{CASE}", f"/cases/{CASE}/pin", {"pin": "1"})
    today = plain(officer.see("/today"))
    assert f"Hồ sơ đã ghim {CASE}" in today
    assert f"Xem gần đây {other.id}" in today
    assert "Hồ sơ đã ghim" not in plain(site.person("hlinhnie").see("/today"))
    officer.send(f"/cases/{CASE}", f"/cases/{CASE}/pin", {"pin": ""})
    assert "Hồ sơ đã ghim" not in plain(officer.see("/today"))
