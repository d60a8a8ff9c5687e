"""Questions inside a body through the interface: the same acts, the same refusals."""

from __future__ import annotations

from tests.playing import at_opinions

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
OTHER = f"{CASE}/tasks/provincial_opinions/1/inspection_committee"


def test_taken_prepared_given_back_and_counted(site, program):
    at_opinions(site.app)
    officer, head = program("tranvanbinh"), program("hlinhnie")
    taken = officer.act(f"{TASK}/assign", {"holder": "tranvanbinh"}).json()
    assert taken["facts"][0]["kind"] == "TaskAssigned"
    assert officer.get("/tasks/counts").json()["mine"] == 1
    refused = head.act(f"{TASK}/assign", {"holder": "hlinhnie"})
    assert (refused.status_code, refused.json()["code"]) == (422, "act.reason_missing")
    prepared = officer.act(f"{TASK}/prepare", {"outcome": "agree", "reason": "đủ"}).json()
    assert prepared["facts"][0]["kind"] == "AnswerPrepared"
    assert officer.get("/tasks/counts").json() | {"following": 0, "done": 0} == {
        "mine": 0,
        "waiting": 1,
        "coordinating": 0,
        "following": 0,
        "done": 0,
    }
    assert officer.get("/tasks?mine=true").json()["items"] == []
    (line,) = head.get("/tasks?mine=true").json()["items"]
    assert (line["holder"], line["prepared_by"]) == ("tranvanbinh", "tranvanbinh")
    back = officer.act(f"{TASK}/give-back", {}).json()
    assert back["facts"][0]["kind"] == "TaskGivenBack"


def test_passed_on(site, program):
    at_opinions(site.app)
    body = {"agency": "TU", "reason": "không thuộc thẩm quyền", "document": "Công văn số 9"}
    refused = program("hlinhnie").act(f"{TASK}/forward", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "act.cannot_forward")
    done = program("phamquochung").act(f"{OTHER}/forward", body).json()
    assert done["facts"][0]["kind"] == "TaskForwarded"
    assert any(t["forwarded_to"] == "TU" for t in done["case"]["tasks"])
