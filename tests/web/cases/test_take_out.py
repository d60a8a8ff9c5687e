"""One body is taken out of a consultation on its task page."""

from __future__ import annotations

from tests.playing import at_opinions
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/inspection_committee"
REQUIRED = f"{CASE}/tasks/provincial_opinions/1/directing_body"


def test_the_officer_takes_a_body_out_and_everybody_reads_why(site):
    play = at_opinions(site.app)
    officer = site.person("lethuha")
    assert f"{REQUIRED}/take-out" not in officer.see(REQUIRED)
    assert f"{TASK}/take-out" not in site.person("hlinhnie").see(TASK)

    fields = {"out-why": "không thuộc thẩm quyền", "out-document": "Công văn số 9"}
    refused = officer.send(TASK, f"{TASK}/take-out", fields | {"out-document": ""})
    assert "không thuộc thẩm quyền" in plain(refused.text)
    officer.send(TASK, f"{TASK}/take-out", fields)
    assert len(play.case.open_tasks) == 3
    said = plain(officer.see(f"{CASE}/opinions"))
    assert "không thuộc thẩm quyền" in said
    assert "không lấy ý kiến" in plain(officer.see(f"{CASE}/diagram"))
