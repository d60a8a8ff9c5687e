"""I02: a part in a case is no right to each of its papers."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scenario import SCAN
from documents.intake.sent_file import SentFile
from tests.playing import at_opinions
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"


@pytest.fixture
def files(site):
    """Ids of the declaration of property and of the diplomas, put in by the officer."""
    play = at_opinions(site.app)
    for kind in ("asset_declaration", "degrees"):
        upload = Upload(kind=kind, file=SentFile(f"{kind}.pdf", SCAN + kind.encode()))
        attach_paper(site.app, Act(act_id=kind, case_id=play.id, person="lethuha"), upload)
    page = site.person("lethuha").see(f"{CASE}/dossier")

    def number(name):
        return page.partition(f">{name}.pdf<")[0].rpartition("/files/")[2].rstrip('"')

    return number("asset_declaration"), number("degrees")


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("lethuha", 200),
        ("phamquochung", 200),
        ("trinhvanduc", 200),
        ("buithanhmai", 404),
        ("hlinhnie", 404),
    ],
)
def test_i02_the_declaration_of_property_is_for_those_who_weigh_it(site, files, person, status):
    declaration, diplomas = files
    visitor = site.person(person)
    visitor.see(f"{CASE}/files/{declaration}", status=status)
    visitor.see(f"{CASE}/files/{diplomas}")
    shown = "asset_declaration.pdf" in visitor.see(f"{CASE}/dossier")
    assert shown == (status == 200)


@pytest.mark.parametrize(
    "page",
    ["", "/dossier", "/progress", "/diagram", "/tasks/provincial_opinions/1/directing_body"],
)
def test_the_name_of_a_kept_file_is_told_to_nobody_who_may_not_read_it(site, files, page):
    shown = site.person("hlinhnie").see(f"{CASE}{page}")
    assert "asset_declaration.pdf" not in shown


def test_that_a_kept_paper_came_later_is_told_by_its_kind(site, files):
    shown = plain(site.person("hlinhnie").see(f"{CASE}/dossier"))
    assert "thêm “Bản kê khai tài sản, thu nhập”" in shown
    assert "thêm “degrees.pdf”" in shown
