"""What stands on top of every printed sheet, and the policy that lets only that style in."""

from __future__ import annotations

import base64
import hashlib
import re

import pypdfium2
import pytest

from tests.web.browsing import chromium
from web.kit.pages import sheet_head
from web.kit.security import POLICY, policy_of

STYLE = re.compile(r'<style media="print">(.*?)</style>')


def test_a_page_says_what_stands_on_its_sheets_and_allows_that_style_alone(site):
    visitor = site.person("lethuha")
    answer = visitor.client.get("/statistics")
    (style,) = STYLE.findall(answer.text)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert policy == POLICY.replace("'self';", f"'self' 'sha256-{digest}';", 1)
    assert "unsafe" not in policy
    assert f"{site.app.today():%d/%m/%Y}".replace("/", "\\2f ") in style
    assert "Thống kê 2026" in style


def test_a_style_in_the_body_of_a_page_is_not_allowed():
    page = '<head></head><body><style media="print">x</style></body>'
    assert policy_of(page) == POLICY


@pytest.mark.parametrize("said", ['a"} body{display:none} @x{"', "</style><script>", "a\\b\nc"])
def test_whatever_a_title_says_it_is_only_a_text(said):
    style = str(sheet_head(said))
    inside = re.fullmatch(r'@page { @top-left { content: "(.*)" } }', style)[1]
    assert not set(inside) & set('"<>{}@&;\n')
    read = re.sub(r"\\([0-9a-f]+) ", lambda m: chr(int(m[1], 16)), inside)
    assert read == said


@pytest.mark.skipif(chromium() is None, reason="no Chromium on this machine")
def test_each_printed_sheet_bears_title_day_and_page(site, chrome, tmp_path):
    """Under our own policy, as browsers of people read it."""
    visitor = site.person("lethuha")
    context = chrome.new_context(base_url=site.address)
    cookies = [
        {"name": n, "value": v, "url": site.address} for n, v in visitor.client.cookies.items()
    ]
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/law/rules")
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    context.close()
    sheets = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    texts = [sheets[n].get_textpage().get_text_range() for n in range(len(sheets))]
    assert len(texts) > 1
    day = f"{site.app.today():%d/%m/%Y}"
    assert [n for n, text in enumerate(texts) if day not in text] == []
