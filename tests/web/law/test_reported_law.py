"""Reported of other systems, tried here: a case whose text left the files (F07, F08)."""

from __future__ import annotations

import shutil

import pytest

from regulations.catalogue import DATA, load
from tests.moving import under
from tests.playing import PlayedCase, at_opinions, opened
from tests.web.site import plain, running_site

TITLE = "Các cơ quan cấp tỉnh thẩm định, cho ý kiến"
BODY = "Ủy ban Kiểm tra Tỉnh ủy Đắk Lắk"
TEXT = "procedures/101/appoint.party.yaml"


@pytest.fixture
def gone(lite, tmp_path):
    """The same installation after the procedure's file was taken away."""

    def take_away():
        data = tmp_path / "data"
        shutil.copytree(DATA, data)
        (data / TEXT).unlink()
        return under(lite, load(data))

    return take_away


def test_f07_no_case_vanishes_from_a_list_when_its_procedure_is_gone(lite, gone):
    """F07: after a workflow change all documents vanish from lists: here never hidden; whoever saw
    the case before sees it in every list after, and it can be opened and answered."""
    play = at_opinions(lite)
    with running_site(lite) as site:
        before = lists_with(site, play.id)
    assert len(before) > 4
    with running_site(gone()) as site:
        assert lists_with(site, play.id) == before
        officer, signer = site.person("lethuha"), site.person("phamquochung")
        assert TITLE in plain(officer.see(f"/cases/{play.id}"))
        later = PlayedCase(site.app, play.id)
        signer.see(f"/cases/{later.task('UBKTTU').replace('/', '/tasks/', 1)}")
        later.sign("UBKTTU")


def lists_with(site, case):
    """Who finds the case in which list, as a page and as a file, and by the search."""
    tabs = [f"tab={tab}" for tab in ("waiting", "coordinating", "following", "done")]
    paths = [f"{list_}?whole=1&{tab}" for list_ in ("/inbox", "/inbox/export.csv") for tab in tabs]
    people = [(name, site.person(name)) for name in ("lethuha", "phamquochung", "trinhvanduc")]
    paths.append("/search?words=eban")
    return [(name, path) for name, who in people for path in paths if case in who.see(path)]


def test_f08_an_old_closed_case_is_told_with_the_names_of_its_own_text(lite, gone):
    """F08: open an old closed case after its text is gone: steps, bodies and the decision on every
    tab have the names they had."""
    play = opened(lite)
    play.until("end")
    assert not play.case.open
    with running_site(gone()) as site:
        officer = site.person("lethuha")
        shown = {
            tab: plain(officer.see(f"/cases/{play.id}{tab}"))
            for tab in ("", "/opinions", "/progress", "/diagram", "/dossier")
        }
    assert TITLE in shown["/progress"]
    assert BODY in shown["/opinions"]
    assert "01-QĐ/TU" in shown[""]
    files = "provincial_opinions.pdf"
    assert all("provincial_opinions" not in t.replace(files, "") for t in shown.values())
