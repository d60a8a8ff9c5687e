"""Cases and tasks through the interface: the same rights, the same one door as the pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bootstrap.demonstration.scans import scan
from tests.looking import read, readings_of
from tests.playing import at_opinions, opened

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
OPENING = {
    "procedure": "appoint",
    "subject": "ythongeban",
    "press_agency": "BPTTH",
    "post": "head",
    "handler": "BTCTU",
}


def test_a_case_is_opened_once_however_often_it_is_sent(site, program):
    officer = program("lethuha")
    first, again = (officer.act("/cases", OPENING, key="mở-1".encode().hex()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["case"]["id"] == again.json()["case"]["id"] == "BN-2026-0001"
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert len(officer.get("/cases").json()["items"]) == 1


def test_the_same_key_with_another_wish_is_refused(program):
    officer = program("lethuha")
    officer.act("/cases", OPENING, key="12345678")
    other = officer.act("/cases", OPENING | {"note": "khác"}, key="12345678")
    assert (other.status_code, other.json()["code"]) == (409, "act.id_reused")


def test_a_paper_served_twice_is_one_and_another_paper_is_not_the_same(site, program):
    play, officer = opened(site.app, "discipline"), program("lethuha")
    sent = officer.client.post(
        f"/cases/{play.id}/papers",
        data={"kind": "served_paper"},
        files={"file": ("a.pdf", scan("a paper"))},
        headers={"Idempotency-Key": "paper-001"},
    )
    (told,) = sent.json()["facts"]
    assert (told["kind"], told["fact"]["kind"]) == ("PaperAttached", "served_paper")
    content = told["fact"]["content"]
    paper = {"what": "accusation", "on": "2026-09-07", "proof": "ký nhận", "content": content}
    bare = officer.act(f"/cases/{play.id}/served", paper | {"content": ""}, key="served-0")
    assert (bare.status_code, bare.json()["code"]) == (422, "input.bad")
    for repeated in (False, True):
        sent = officer.act(f"/cases/{play.id}/served", paper, key="served-1")
        assert (sent.status_code, sent.json().get("repeated")) == (200, repeated), sent.text
    other = officer.act(f"/cases/{play.id}/served", paper | {"what": "decision"}, key="served-1")
    assert (other.status_code, other.json()["code"]) == (409, "act.id_reused")


def test_an_act_without_a_key_is_not_done(program):
    officer = program("lethuha")
    answer = officer.client.post("/cases", json=OPENING)
    assert (answer.status_code, answer.json()["code"]) == (422, "input.shape")
    assert officer.get("/cases").json()["items"] == []


def test_an_approver_answers_and_it_is_the_same_as_on_the_page(site, program):
    play = at_opinions(site.app)
    hlinh = program("hlinhnie")
    waiting = hlinh.get("/tasks").json()["items"]
    assert [row["task"] for row in waiting] == [f"BN-2026-0001/{TASK.split('/tasks/')[1]}"]
    asked = hlinh.get(TASK).json()
    assert asked["refusal"] is None
    assert "agree" in {option["outcome"] for option in asked["options"]}
    done = hlinh.act(f"{TASK}/answer", {"outcome": "agree", "reason": "Nhất trí."})
    assert done.status_code == 200, done.text
    task = play.case.find_task(waiting[0]["task"])
    assert (task.outcome, task.person, task.reason) == ("agree", "hlinhnie", "Nhất trí.")
    assert site.person("hlinhnie").see("/inbox").count("BN-2026-0001") == 0


PATHS = (
    "",
    "/history",
    "/conformance",
    "/eligibility",
    "/papers",
    "/drafts",
    "/papers/1/file",
    "/drafts/policy_submission/1.docx",
    "/drafts/policy_submission/compare?old=1&new=1",
    "/tasks/provincial_opinions/1/directing_body",
    "/tasks/provincial_opinions/1/directing_body/vote/turnout",
)


@pytest.mark.parametrize("person", ["ythongeban", "luonggiaminh", "phanvankien"])
def test_a_case_one_may_not_see_answers_like_an_unknown_one(site, program, person):
    at_opinions(site.app)
    stranger = program(person)
    for path in PATHS:
        _check_alike(stranger.get(f"/cases/{c}{path}") for c in ("BN-2026-0001", "BN-2026-9999"))
    assert stranger.get("/cases").json()["items"] == []


def _check_alike(answers):
    """Of a case that is not this person's and of one that is nobody's."""
    real, unknown = answers
    assert (real.status_code, unknown.status_code) == (404, 404), real.text
    assert real.text.replace("BN-2026-0001", "…") == unknown.text.replace("BN-2026-9999", "…")


ACTS = [
    ("withdraw", {"reason": "x"}),
    ("tasks/provincial_opinions/1/directing_body/answer", {"outcome": "agree"}),
    ("tasks/provincial_opinions/1/directing_body/recall", {"reason": "x"}),
    ("tasks/provincial_opinions/1/directing_body/return", {"to_step": "policy", "reason": "x"}),
    ("tasks/provincial_opinions/1/directing_body/silence", {"proof": "x"}),
    ("tasks/provincial_opinions/1/directing_body/issue", {"dated": "2026-09-07", "read": ""}),
    (
        "tasks/provincial_opinions/1/directing_body/vote/open",
        {"members": ["lethuha"], "tellers": ["a", "b", "c"]},
    ),
    ("tasks/provincial_opinions/1/directing_body/vote/cast", {"choice": "agree"}),
    ("tasks/provincial_opinions/1/directing_body/vote/close", {}),
    ("served", {"what": "accusation", "on": "2026-09-07", "proof": "x"}),
    ("attended", {"meeting": "2026-09-07", "attendance": "present"}),
    ("council", {"seats": {"chair": "lethuha"}, "secretary": "lethuha"}),
    ("aside", {"relation": "spouse"}),
]


def test_nobody_acts_on_a_case_one_may_not_see(site, program):
    play = at_opinions(site.app)
    stranger, before = program("phanvankien"), play.case
    for path, body in ACTS:
        _check_alike(
            stranger.act(f"/cases/{c}/{path}", body) for c in ("BN-2026-0001", "BN-2026-9999")
        )
    assert play.case == before


def test_an_auditor_sees_and_never_acts(site, program):
    at_opinions(site.app)
    auditor = program("trinhvanduc")
    assert auditor.get(f"{CASE}/history").status_code == 200
    refused = auditor.act(f"{TASK}/answer", {"outcome": "agree"})
    assert refused.status_code == 403


def test_what_was_read_through_the_interface_is_kept(site, program):
    play = at_opinions(site.app)
    auditor = program("trinhvanduc")
    for path in ("", "/history", "/eligibility", "/papers"):
        assert auditor.get(CASE + path).status_code == 200
    seen = readings_of(site.app, play.id)
    assert [(r.person, r.how, r.content) for r in seen] == [
        ("trinhvanduc", "api", play.case.chain_head)
    ] * 4


def test_a_refusal_says_why_in_the_language_asked(site, program):
    at_opinions(site.app)
    hlinh = program("hlinhnie")
    hlinh.act(f"{TASK}/answer", {"outcome": "agree", "reason": "x"})
    wish = {"outcome": "disagree", "reason": "khác"}
    vi = hlinh.act(f"{TASK}/answer", wish).json()
    hlinh.client.headers["Accept-Language"] = "en-GB,en;q=0.9,vi;q=0.5"
    en = hlinh.act(f"{TASK}/answer", wish).json()
    assert vi["code"] == en["code"] == "task.closed"
    assert "H'Linh Niê đã trả lời" in vi["detail"]
    assert en["detail"].startswith("This task is closed: H'Linh Niê answered “agrees” at ")
    assert vi["facts"]["by"] == "hlinhnie"
    assert vi["status"] == 409


def test_pages_hold_still_while_new_cases_come_in(site, program):
    for n in range(5):
        site.app.clock.forward(minutes=1)
        opened(site.app, act_id=f"open:{n}")
    officer = program("lethuha")
    first = officer.get("/cases", limit=2).json()
    site.app.clock.forward(minutes=1)
    opened(site.app, act_id="open:between")
    second = officer.get("/cases", limit=2, cursor=first["next"]).json()
    third = officer.get("/cases", limit=2, cursor=second["next"]).json()
    ids = [row["id"] for page in (first, second, third) for row in page["items"]]
    assert ids == [f"BN-2026-000{n}" for n in (5, 4, 3, 2, 1)]
    assert third["next"] is None


def test_open_tasks_are_paged_most_pressing_first(site, program):
    for n in range(3):
        opened(site.app, act_id=f"open:{n}")
    officer = program("lethuha")
    whole = [row["task"] for row in officer.get("/tasks", tab="waiting").json()["items"]]
    whole = whole or [
        row["task"] for row in officer.get("/tasks", tab="coordinating").json()["items"]
    ]
    tab = "waiting" if officer.get("/tasks/counts").json()["waiting"] else "coordinating"
    seen, cursor = [], ""
    while cursor is not None:
        page = officer.get("/tasks", tab=tab, limit=1, cursor=cursor).json()
        seen += [row["task"] for row in page["items"]]
        cursor = page["next"]
    assert seen == whole
    assert len(seen) == 3


def test_a_cursor_we_did_not_give_is_refused(site, program):
    at_opinions(site.app)
    officer = program("lethuha")
    for path in ("/cases", "/tasks", f"{CASE}/history"):
        for cursor in ("x", "eyI", "WyJhIiwiYiJd", "W10", "ż"):
            answer = officer.get(path, cursor=cursor)
            assert (answer.status_code, answer.json()["code"]) == (422, "input.bad"), path


def test_history_comes_whole_and_in_order_with_its_hashes(site, program):
    play = at_opinions(site.app)
    officer, lines, cursor = program("lethuha"), [], ""
    while cursor is not None:
        page = officer.get(f"{CASE}/history", limit=7, cursor=cursor).json()
        lines += page["items"]
        cursor = page["next"]
    kept = read(site.app.engine, lambda uow: uow.cases.history(play.id))
    assert [line["digest"] for line in lines] == [stored.link.digest for stored in kept]
    assert all(a["digest"] == b["previous"] for a, b in pairwise(lines))


def test_a_body_too_large_is_refused_whatever_its_header_says(program):
    officer = program("lethuha")

    def endless():
        for _ in range(40):
            yield b" " * 65536

    sent = officer.client.post(
        "/cases",
        content=endless(),
        headers={"Idempotency-Key": "12345678", "Content-Type": "application/json"},
    )
    assert sent.status_code == 413
    assert sent.headers["content-type"] == "application/problem+json"


def test_a_token_that_asks_too_often_waits(site, program):
    object.__setattr__(site.options, "api_rate", "3/minute")
    officer = program("lethuha")
    answers = [officer.get("/me") for _ in range(4)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "60"
