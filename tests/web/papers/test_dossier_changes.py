"""A later task page says what joined or left the dossier after answers about it."""

from __future__ import annotations

from bootstrap.demonstration.scans import scan
from tests.playing import at_opinions
from tests.web.site import plain

CASE = "/cases/BN-2026-0001"
PDF = scan("late")


def test_a_late_paper_is_marked_on_every_later_task_and_taken_out_with_a_reason(site):
    play = at_opinions(site.app)
    play.past("provincial_opinions")
    officer = site.person("lethuha")
    files = {"file": ("muon.pdf", PDF, "application/pdf")}
    page = f"{CASE}/dossier"
    officer.send(page, f"{CASE}/dossier/attach", {"kind": "assessments"}, files=files)
    task = f"{CASE}/tasks/{play.case.open_tasks[0].id.partition('/')[2]}"
    shown = plain(officer.see(task))
    assert "Hồ sơ thay đổi sau khi đã có ý kiến" in shown
    assert "thêm “muon.pdf”" in shown

    after = officer.see(page).partition(">muon.pdf</a>")[2]
    action = after.partition("/remove")[0].rpartition('action="')[2] + "/remove"
    officer.send(page, action, {"why": "nhầm người"})
    assert "đã gỡ: nhầm người" in plain(officer.see(page))
    assert "gỡ “muon.pdf”" in plain(officer.see(task))
    assert "thêm giấy tờ" in plain(officer.see(f"{CASE}/diagram"))
