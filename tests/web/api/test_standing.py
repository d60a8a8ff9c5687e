"""What stands is not undone through the interface, and it says so before it is asked."""

from __future__ import annotations

import pytest

from tests.playing import at_opinions, opened

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
    assert (after["may_withdraw"], after["attaches"]) == (
        False,
        ["paper_reply", "served_paper", "archive_paper"],
    )
    asked = signer.get(DECISION).json()
    assert (asked["may_recall"], asked["returns_to"]) == (False, [])


def test_one_body_is_taken_out_of_a_consultation(site, program):
    """E04; a say required by a text that was read stays."""
    at_opinions(site.app)
    asked = "/cases/BN-2026-0001/tasks/provincial_opinions/1"
    body = {"reason": "không thuộc thẩm quyền", "document": "Công văn số 9"}
    client, headers = program("lethuha").client, {"Idempotency-Key": "wish-0001"}
    refused = client.post(f"{asked}/directing_body/take-out", json=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "act.cannot_take_out")
    done = client.post(
        f"{asked}/inspection_committee/take-out",
        json=body,
        headers={"Idempotency-Key": "wish-0002"},
    )
    assert done.json()["facts"][0]["kind"] == "TakenOut"
