"""What stands is not undone through the interface, and it says so before it is asked."""

from __future__ import annotations

import pytest

from tests.playing import opened

CASE = "/cases/BN-2026-0001"
DECISION = f"{CASE}/tasks/decision/1/governing_body"


@pytest.fixture
def play(site):
    play = opened(site.app)
    play.until("decision")
    return play


@pytest.mark.parametrize(
    ("person", "path"), [("ymoaeban", f"{DECISION}/recall"), ("lethuha", f"{CASE}/withdraw")]
)
def test_an_issued_decision_stands(play, program, person, path):
    play.past("decision")
    refused = program(person).act(path, {"reason": "nhầm"})
    assert (refused.status_code, refused.json()["code"]) == (409, "act.stands")
    assert "01-QĐ/TU" in refused.json()["detail"]


def test_what_may_be_done_is_said_before_and_after(play, program):
    officer, signer = program("lethuha"), program("ymoaeban")
    before = officer.get(CASE).json()
    assert before["may_withdraw"]
    assert len(before["attaches"]) > 10
    assert "consent_request" in signer.get(DECISION).json()["returns_to"]
    play.past("decision")
    after = officer.get(CASE).json()
    assert (after["may_withdraw"], after["attaches"]) == (False, ["paper_reply", "archive_paper"])
    asked = signer.get(DECISION).json()
    assert (asked["may_recall"], asked["returns_to"]) == (False, [])
