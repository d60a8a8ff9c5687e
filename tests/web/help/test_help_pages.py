"""The “?” of a page leads to its help; marks lead to what they mean; contact and licences."""

from __future__ import annotations

import re

import pytest

from tests.playing import at_opinions
from tests.web.site import plain, running_site
from web.kit.options import Options

CASE = "/cases/BN-2026-0001"


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("/today", "today"),
        (CASE, "case"),
        (f"{CASE}/dossier", "dossier"),
        (f"{CASE}/tasks/provincial_opinions/1/directing_body", "task"),
        ("/law/rules", "law"),
        ("/khong-co-trang-nay", ""),
    ],
)
def test_the_question_mark_leads_to_the_help_of_the_page(site, path, topic):
    at_opinions(site.app)
    page = site.person("hlinhnie").client.get(path).text
    at = re.search(r'class="ask-help" href="([^"]+)"', page)[1]
    assert at == (f"/help/{topic}" if topic else "/help")
    assert "Sau đó thế nào" in site.person("hlinhnie").see(at)


def test_help_is_read_before_signing_in_and_versions_only_after(site):
    stranger = site.visitor()
    assert "Đăng nhập" in plain(stranger.see("/help/sign_in"))
    assert "SQLAlchemy" not in stranger.see("/about")
    assert "SQLAlchemy" in site.person("hlinhnie").see("/about")
    stranger.see("/help/nothing", status=404)


def test_the_contact_is_that_of_the_settings(lite):
    with running_site(lite, Options(contact="Tổ giúp việc, 0262 000 000")) as site:
        assert "0262 000 000" in site.visitor().see("/help")
    with running_site(lite) as site:
        assert "người quản trị hệ thống của tỉnh" in site.visitor().see("/help")


def test_a_mark_says_its_meaning_and_leads_to_it(site):
    at_opinions(site.app)
    page = site.person("hlinhnie").see(CASE)
    assert re.search(
        r'href="/help/confidence#S"[^>]*>S<span class="unseen"> \(đọc nguyên văn\)', page
    )
    assert 'id="S-ocr"' in site.visitor().see("/help/confidence")
