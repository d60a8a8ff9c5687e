"""What papers are to say, typed on the task page, by programs and by command: one door."""

from __future__ import annotations

import pytest

from tests.playing import opened
from tests.web.api.conftest import Programs
from tests.web.site import plain

TASK = "/cases/MN-2026-0001/tasks/decision/1/governing_body"
GROUND = "Không hoàn thành nhiệm vụ\nhai năm liên tiếp"


@pytest.fixture
def play(site):
    play = opened(site.app, "dismiss")
    play.until("decision")
    return play


def test_an_officer_types_it_on_the_page_and_the_draft_says_it(site, play):
    officer = site.person("lethuha")
    task = TASK.replace("MN-2026-0001", play.id)
    assert "Nội dung để in vào văn bản" in plain(officer.see(task))
    saved = officer.send(task, f"{task}/fields", {"field_ground": GROUND, "field_effective": ""})
    assert "hai năm liên tiếp" in saved.text
    shown = officer.see(f"/cases/{play.id}/papers/decision_dismiss/2/preview")
    assert "hai năm liên tiếp" in plain(shown)


def test_what_cannot_be_is_refused_by_its_name_and_stays_typed(site, play):
    officer = site.person("lethuha")
    task = TASK.replace("MN-2026-0001", play.id)
    typed = {"field_effective": "mai", "field_ground": GROUND}
    refused = officer.send(task, f"{task}/fields", typed)
    assert "Ngày quyết định có hiệu lực" in plain(refused.text)
    assert "hai năm liên tiếp" in refused.text


def test_who_may_not_enter_it_sees_no_form(site, play):
    task = TASK.replace("MN-2026-0001", play.id)
    page = site.person("buithanhmai").see(task)
    assert 'name="field_ground"' not in page


def test_a_program_reads_and_enters_the_same(site, play):
    task = TASK.replace("MN-2026-0001", play.id)
    program = Programs(site)("lethuha")
    before = {one["id"]: one for one in program.get(f"{task}/fields").json()}
    assert (before["ground"]["entered"], before["ground"]["kind"]) == (False, "text")
    body = {"values": {"ground": GROUND}}
    key = {"Idempotency-Key": "fields-0001"}
    sent = program.client.post(f"{task}/fields", json=body, headers=key)
    assert sent.status_code == 200, sent.text
    after = {one["id"]: one for one in program.get(f"{task}/fields").json()}
    assert (after["ground"]["entered"], after["ground"]["value"]) == (True, GROUND)
