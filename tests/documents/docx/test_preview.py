"""The web page of a draft: what the file says, as it says it, and nothing of it as markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from documents.docx.preview import preview
from documents.docx.word_text import pieces
from documents.render import render
from tests.documents.reading import STEPS


class Page(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.said, self.attributes = [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.said.append(data)


def draft(file, paper="decision_appoint"):
    return render(file, paper, step=STEPS[paper]).content


def page_of(file, paper="decision_appoint"):
    return preview(draft(file, paper), title="Thử")


@pytest.mark.parametrize("kind", ["party", "state"])
def test_every_text_of_the_file_is_on_the_page(request, kind):
    content = draft(request.getfixturevalue(f"{kind}_file"))
    said = "".join(Page(preview(content, title="Thử")).said)
    for piece in pieces(content):
        assert piece.text in said


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "A & B", '"><img src=x>', "😀"])
def test_a_name_never_becomes_markup(party_file, name):
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    page = Page(page_of(file))
    assert {"script", "img"}.isdisjoint(page.tags)
    assert any(name in said for said in page.said)


def test_the_title_is_escaped_and_no_style_stands_in_an_attribute(party_file):
    page = Page(preview(draft(party_file), title="<i>x</i>"))
    assert "i" not in page.tags
    assert "style" not in page.attributes


def test_sizes_margins_and_rules_are_those_of_the_file(state_file):
    page = page_of(state_file)
    assert "size: A4 portrait; margin: 20.0mm 15.0mm 20.0mm 30.0mm" in page
    assert "font-size:11pt" in page
    assert "width:65.0" in page
    assert page.count('rule">') == 3  # motto, issuer, subject
    assert re.search(r"text-indent:12\.7mm", page)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium on this machine")
def test_a_browser_prints_it_on_one_page_of_a4(party_file, tmp_path):
    import pdfplumber

    source, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(page_of(party_file, "notice"), "utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={printed}",
            source.as_uri(),
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    with pdfplumber.open(printed) as pdf:
        assert len(pdf.pages) == 1
        letters = [c for c in pdf.pages[0].chars if c["text"].strip()]
    assert min(c["x0"] for c in letters) * 25.4 / 72 == pytest.approx(30, abs=0.6)
    assert max(c["x1"] for c in letters) * 25.4 / 72 <= 195.5
