"""I02: a part in a case is no right to each of its papers."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scenario import SCAN
from tests.playing import at_opinions

CASE = "/cases/BN-2026-0001"


@pytest.fixture
def files(site):
    """Ids of the declaration of property and of the diplomas, put in by the officer."""
    play = at_opinions(site.app)
    for kind in ("asset_declaration", "degrees"):
        upload = Upload(kind=kind, name=f"{kind}.pdf", content=SCAN + kind.encode())
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
