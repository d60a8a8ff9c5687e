"""The page that shows who has cosigned what of the whole log."""

from __future__ import annotations

import pytest

from actions.audit.checkpoints import checkpoint, whole_note
from bootstrap.settings import Settings
from tests.actions.audit.test_checkpoints import SIGNER, Agencies
from tests.playing import opened
from tests.web.site import plain

PAGE = "/audit/witnesses"


@pytest.fixture
def agencies(tmp_path, monkeypatch):
    made = Agencies(tmp_path / "agencies")
    (tmp_path / "witness-policy").write_text(made.text, "utf-8")
    monkeypatch.setattr("web.audit.settings", lambda: Settings(home=tmp_path))
    return made


def test_who_signed_what_and_how_new_it_is(site, agencies):
    opened(site.app)
    auditor = site.person("trinhvanduc")
    assert "chưa được chốt lần nào" in plain(auditor.see(PAGE))
    size = checkpoint(site.app, SIGNER).size
    assert "Chưa lần chốt nào đủ nhân chứng" in plain(auditor.see(PAGE))
    agencies.sign(site.app, ("BTCTU", "UBKTTU", "HVHNT"))
    shown = plain(auditor.see(PAGE))
    assert f"Đủ nhân chứng theo quy định tới dòng {size}" in shown
    assert "BPTTH — —" in shown
    assert whole_note(site.app).strip().replace("\n", " ").split()[0] in shown
    assert "data:image/svg" in auditor.see(PAGE)


def test_without_a_policy_the_page_says_what_that_means(site):
    opened(site.app)
    checkpoint(site.app, SIGNER)
    shown = plain(site.person("trinhvanduc").see(PAGE))
    assert "Chưa quy định cơ quan nào làm chứng" in shown


@pytest.mark.parametrize("person", ["lethuha", "luonggiaminh"])
def test_nobody_else_finds_it(site, person):
    site.person(person).see(PAGE, status=404)
