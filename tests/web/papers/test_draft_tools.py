"""Drafts in the pages: asked for, looked through, kept as signed outside."""

from __future__ import annotations

import pytest

from bootstrap.demonstration.scenario import SCAN
from tests.playing import opened
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"


@pytest.fixture
def play(site):
    play = opened(site.app)
    play.until("provincial_opinions")
    return play


def test_a_paper_the_step_offers_is_drafted_on_request(site):
    opened(site.app).until("standing_vote")
    officer = site.person("lethuha")
    assert "Bước này có thể lập thêm" in officer.see(f"{CASE}/dossier")
    done = officer.send(f"{CASE}/dossier", f"{CASE}/papers/ballot_slip/draft", {})
    assert f"{CASE}/papers/ballot_slip/1/preview" in done.text


def test_who_only_gives_an_opinion_is_offered_nothing(site, play):
    assert "Bước này có thể lập thêm" not in site.person("hlinhnie").see(f"{CASE}/dossier")


def test_a_draft_is_looked_through_for_those_who_see_the_case(site, play):
    path = f"{CASE}/papers/opinion_request/1/lint"
    assert "Công văn đề nghị thẩm định, cho ý kiến · lần 1" in plain(
        site.person("lethuha").see(path)
    )
    site.person("phanvankien").see(path, status=404)
    site.person("lethuha").see(f"{CASE}/papers/no_such_paper/1/lint", status=404)


def test_a_scan_of_the_signed_decision_is_kept_and_shown(site):
    play = opened(site.app)
    play.until("announce")
    officer = site.person("lethuha")
    action = f"{CASE}/papers/decision_appoint/signed"
    files = {"file": ("quyet-dinh.pdf", SCAN, "application/pdf")}
    kept = officer.send(f"{CASE}/dossier", action, {}, files=files)
    assert "bản đã ký" in plain(kept.text)
    refused = officer.send(f"{CASE}/dossier", action, {}, files={"file": ("a.jpg", b"x")})
    assert "Chưa thực hiện được" in plain(refused.text)
