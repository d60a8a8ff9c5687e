"""A whole case as one booklet: everything its printer may see, and nothing else."""

from __future__ import annotations

import re

import pytest

from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from tests.looking import read
from tests.playing import at_opinions
from tests.web.site import plain

CASE = "/cases/BN-2026-0001/booklet"


@pytest.fixture
def play(site):
    play = at_opinions(site.app)
    play.sign("BTGDVTU", "disagree", reason="Thiếu bản kê khai tài sản")
    return play


def test_cover_contents_progress_opinions_and_papers_stand_in_order(site, play):
    shown = site.person("lethuha").see(CASE)
    parts = ["cover", "contents", "progress", "opinions", "papers"]
    places = [shown.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)
    said = plain(shown)
    assert "HỒ SƠ BN-2026-0001" in said
    assert "Y Thông Êban" in said
    assert "Thiếu bản kê khai tài sản" in said
    for link in re.findall(r'href="#([^"]+)"', shown):
        if link != "content":
            assert f'id="{link}"' in shown
    drafts = {paper.kind for paper in held(site, play) if paper.role == "draft"}
    assert drafts
    assert drafts == set(re.findall(r'id="paper-([^"]+)"', shown))


def held(site, play):
    return read(site.app.engine, lambda uow: uow.papers.of_case(play.id))


@pytest.mark.parametrize("person", ["caothihien", "luonggiaminh", "ythongeban"])
def test_for_whom_the_case_does_not_exist_there_is_no_booklet(site, play, person):
    site.person(person).see(CASE, status=404)


def test_a_paper_kept_to_some_bodies_is_in_their_booklet_only(site, play):
    """As in the dossier: the same reading decides."""
    kind = next(k for k, paper in site.app.catalogue.dossier.items() if paper.readers)
    attach_paper(
        site.app,
        Act(act_id="kept", case_id=play.id, person="lethuha"),
        Upload(kind=kind, file=SentFile("rieng-tu.pdf", scan("invented"))),
    )
    assert "rieng-tu.pdf" in site.person("lethuha").see(CASE)
    hidden = [
        person
        for person in ("hlinhnie", "buithanhmai")
        if "rieng-tu.pdf" not in site.person(person).see("/cases/BN-2026-0001/dossier")
    ]
    assert hidden
    for person in hidden:
        assert "rieng-tu.pdf" not in site.person(person).see(CASE)


def test_no_hash_and_no_form_stands_in_it(site, play):
    shown = site.person("trinhvanduc").see(CASE).partition('class="booklet"')[2]
    assert play.case.chain_head[:12] not in shown
    assert "<form" not in shown.partition("</main>")[0]


def test_every_case_page_leads_to_it(site, play):
    for page in ("", "/dossier", "/opinions", "/progress", "/diagram"):
        assert f'href="{CASE}"' in site.person("hlinhnie").see(f"/cases/BN-2026-0001{page}")
