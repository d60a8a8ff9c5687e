"""The task page shows the pages beside the text; the answer carries which were shown."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from domain.facts.answers import SignedOff
from tests.actions.papers.test_upload_draft import facts_of
from tests.playing import PlayedCase, at_opinions
from tests.web.site import form_of, plain

CASE = "/cases/BN-2026-0001"

real = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")


def task_of(play, agency):
    return f"{CASE}/tasks/" + play.task(agency).partition("/")[2]


@real
def test_a_signer_sees_the_pages_and_answers_about_them(site):
    play = at_opinions(site.app)
    task, signer = task_of(play, "UBKTTU"), site.person("phamquochung")
    assert "Chưa có trang in" in plain(signer.see(task))

    PlayedCase(replace(site.app, prints=True), play.id).follow()
    page = signer.see(task)
    assert 'alt="Trang in 1/' in page
    assert "Chưa có trang in" not in plain(page)
    picture = signer.client.get(_first_picture(page))
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    site.person("dothithuy").see(_first_picture(page), status=404)

    checked = signer.send(task, f"{task}/check", {"outcome": "agree", "reason": "đã xem"})
    assert "đã xem trang in" in plain(checked.text)
    signer.client.post(f"{task}/answer", data=form_of(checked.text, f"{task}/answer"))
    signed = facts_of(play, SignedOff)[-1]
    assert signed.pages_seen == play.case.printed(signed.read) != ""


def _first_picture(page: str) -> str:
    return page.partition('<img loading="lazy" src="')[2].partition('"')[0]
