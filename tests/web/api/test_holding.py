"""Questions inside a body, and who leaves it, through the interface: the same acts and refusals."""

from __future__ import annotations

from actions.execute import Act
from actions.holding.assign import assign
from tests.playing import at_opinions

CASE = "/cases/BN-2026-0001"
TASK = f"{CASE}/tasks/provincial_opinions/1/directing_body"
OTHER = f"{CASE}/tasks/provincial_opinions/1/inspection_committee"
ADMIN, HEAD, OFFICER, BODY = "luonggiaminh", "hlinhnie", "tranvanbinh", "BTGDVTU"
SEAT = {
    "agency": BODY,
    "position": "Chuyên viên",
    "first_day": "2007-07-01",
    "last_day": "2026-09-07",
}
LEAVING = f"/people/{OFFICER}/leaving"


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


def test_the_list_the_act_the_pack_and_its_receipt(site, program):
    play = at_opinions(site.app)
    act = Act(act_id="hold", case_id=play.id, person=HEAD)
    assign(site.app, act, task_id=play.task(BODY), to=OFFICER, reason="theo dõi")
    admin, head = program(ADMIN), program(HEAD)
    found = admin.get(LEAVING, **SEAT).json()
    assert [(one["what"], one["case"]) for one in found["items"]] == [("task_held", play.id)]
    wish = SEAT | {"document": "31-QĐ/TU"}
    refused = admin.act(LEAVING, wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "leaving.hangs")
    settling = {"seen": found["seen"], "to": {found["items"][0]["id"]: HEAD}}
    assert admin.act(LEAVING, wish | {"settling": settling}).status_code == 204
    assert next(t.holder for t in play.case.open_tasks if t.agency == BODY) == HEAD
    (pack,) = head.get("/handovers").json()
    assert (pack["giver"], pack["received_at"]) == (OFFICER, None)
    assert head.act(f"/handovers/{pack['number']}/received").json()["received_at"]
    assert admin.act(f"/handovers/{pack['number']}/received").status_code == 404
    assert program("lethuha").get(LEAVING, **SEAT).status_code == 403


def test_an_account_and_a_body(site, program):
    admin = program(ADMIN)
    program(OFFICER)
    closing = f"/people/{OFFICER}/closing"
    seen = admin.get(closing).json()["seen"]
    assert admin.act(closing, {"seen": seen}).status_code == 204
    ending = admin.get("/province/bodies/UBKTTU/ending", last_day="2026-12-31").json()
    assert [one["person"] for one in ending["items"] if one["what"] == "sitting"] == [
        "phamquochung"
    ]
    owed = {"document": "40-QĐ/TU", "reason": "sáp nhập"}
    heir = {"full": "Ban mới", "layout": "party", "parent": "TU"}
    assert admin.act("/province/bodies/added", owed | {"code": "BM", "said": heir}).is_success
    wish = owed | {"code": "UBKTTU", "on": "2026-12-31", "said": {"successor": "BM"}}
    refused = admin.act("/province/bodies/ended", wish)
    assert (refused.status_code, refused.json()["code"]) == (409, "leaving.hangs")
    settling = {"settling": {"seen": ending["seen"]}}
    assert admin.act("/province/bodies/ended", wish | settling).json() == {"waits": False}


def test_what_waits_for_nobody_is_told_to_each_as_the_page_does(site, program):
    play = at_opinions(site.app)
    with site.app.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE seats SET \"end\" = '2026-09-01' WHERE agency = 'UBKTTU'"
        )

    def asked(person):
        items = program(person).get("/watch").json()["items"]
        return [one for one in items if one["agency"] == "UBKTTU"]

    (care,) = asked(ADMIN)
    assert (care["why"], care["case"], care["number"]) == ("no_signer", "", 1)
    (led,) = asked("lethuha")
    assert (led["case"], led["mend"].startswith(f"/cases/{play.id}/tasks/")) == (play.id, True)
    assert asked(HEAD) == []


def test_more_time_asked_for_and_given(site, program):
    at_opinions(site.app)
    wish = {"days": 5, "reason": "chờ kết luận"}
    asked = program("phamquochung").act(f"{OTHER}/ask-extension", wish).json()
    assert asked["facts"][0]["kind"] == "ExtensionAsked"
    officer = program("lethuha")
    done = officer.act(f"{OTHER}/grant-extension", {"reason": "nhất trí"}).json()
    (task,) = (t for t in done["case"]["tasks"] if t["agency"] == "UBKTTU")
    assert task["due"]["day"] == "2026-09-28"
    assert [(one["kind"], one["days"]) for one in task["due"]["added"]] == [("extension", 5)]
    refused = officer.act(f"{OTHER}/refuse-extension", {"reason": "thôi"})
    assert (refused.status_code, refused.json()["code"]) == (409, "act.cannot_extend")
