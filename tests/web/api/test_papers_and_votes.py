"""Papers, drafts, paper replies and ballots through the interface, each from end to end."""

from __future__ import annotations

from dataclasses import asdict

from bootstrap.demonstration.scans import scan as a_pdf
from models.unit_of_work import reading
from tests.actions.papers.test_upload_draft import edited_in_word
from tests.actions.votes.test_ballots import COUNTED, MEMBERS
from tests.balloting import TELLERS
from tests.playing import SIGNERS, at_opinions, opened

CASE = "/cases/BN-2026-0001"
SCAN = a_pdf("scan")


def key(n):
    return {"Idempotency-Key": f"wish-{n:04}"}


def test_a_paper_goes_into_the_dossier_and_comes_out_as_it_was(site, program):
    at_opinions(site.app)
    officer = program("lethuha").client
    sent = [
        officer.post(
            f"{CASE}/papers",
            data={"kind": "health_certificate"},
            files={"file": ("khám.pdf", SCAN)},
            headers=key(1),
        )
        for _ in range(2)
    ]
    assert [s.status_code for s in sent] == [201, 201], sent[0].text
    assert [s.json()["repeated"] for s in sent] == [False, True]
    held = [p for p in officer.get(f"{CASE}/papers").json() if p["role"] == "attached"]
    assert [p["name"] for p in held] == ["khám.pdf"]
    fetched = officer.get(f"{CASE}/papers/{held[0]['id']}/file")
    assert (fetched.content, fetched.headers["content-type"]) == (SCAN, "application/pdf")
    assert "attachment" in fetched.headers["content-disposition"]


def test_a_file_that_lies_about_itself_is_refused(site, program):
    at_opinions(site.app)
    sent = program("lethuha").client.post(
        f"{CASE}/papers",
        data={"kind": "health_certificate"},
        files={"file": ("a.pdf", b"MZ")},
        headers=key(1),
    )
    assert (sent.status_code, sent.json()["code"]) == (422, "paper.bad")


def test_a_draft_is_fetched_edited_sent_back_and_compared(site, program):
    play = opened(site.app)
    play.until("decision")
    officer = program("lethuha").client
    drafts = officer.get(f"{CASE}/drafts").json()
    last = next(v for v in drafts if v["current"] and v["paper"] == "decision_appoint")
    paper = f"{CASE}/drafts/{last['paper']}"
    content = officer.get(f"{paper}/{last['number']}.docx").content
    edited = edited_in_word(content)
    sent = officer.post(
        paper,
        data={"based_on": last["content"]},
        files={"file": ("sửa.docx", edited)},
        headers=key(1),
    )
    assert sent.status_code == 201, sent.text
    assert sent.json()["changes"]
    found = officer.get(
        f"{paper}/compare", params={"old": last["number"], "new": last["number"] + 1}
    )
    assert found.json() == sent.json()["changes"]


def test_an_answer_on_paper_is_recorded_with_its_scan(site, program):
    play = at_opinions(site.app)
    task = play.task("UBKTTU")
    step = "/tasks/".join(task.split("/", 1))
    fields = {
        "outcome": "agree",
        "number": "12-CV/UBKTTU",
        "dated": "2026-09-07",
        "received": "2026-09-07",
        "reason": "Nhất trí",
    }
    sent = program("lethuha").client.post(
        f"/cases/{step}/reply", data=fields, files={"scan": ("cv.pdf", SCAN)}, headers=key(1)
    )
    assert sent.status_code == 200, sent.text
    assert play.case.find_task(task).paper_number == "12-CV/UBKTTU"


def test_a_ballot_on_screen_from_opening_to_closing(site, program):
    play = opened(site.app)
    play.until("standing_vote")
    vote = f"/cases/{'/tasks/'.join(play.case.open_tasks[0].id.split('/', 1))}/vote"
    officer = program("lethuha")
    assert officer.get(f"{vote}/turnout").status_code == 404
    called = officer.act(f"{vote}/open", {"members": list(MEMBERS), "tellers": list(TELLERS)})
    assert called.status_code == 200, called.text
    early = program(MEMBERS[0]).client.post(f"{vote}/cast", json={"choice": "agree"})
    assert (early.status_code, early.json()["code"]) == (409, "vote.ballot")
    slips = {one: program(one).act(f"{vote}/slip", {}).json()["slip"] for one in TELLERS}
    for member in MEMBERS:
        ballot = program(member).client.post(f"{vote}/cast", json={"choice": "agree"})
        assert ballot.status_code == 204, ballot.text
    again = program(MEMBERS[0]).client.post(f"{vote}/cast", json={"choice": "agree"})
    assert (again.status_code, again.json()["code"]) == (409, "vote.already")
    assert officer.get(f"{vote}/turnout").json()["voted"] == sorted(MEMBERS)
    assert officer.act(f"{vote}/seal", {"present": 5}).json()["facts"][0]["kind"] == "BallotSealed"
    wrong = program("vominhtri").act(f"{vote}/share", {"slip": slips["lethuha"]})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "input.bad")
    for teller, slip in slips.items():
        opened_ = program(teller).act(f"{vote}/share", {"slip": slip})
        assert opened_.status_code == 204, opened_.text
    assert officer.get(f"{vote}/turnout").json()["shared"] == sorted(TELLERS)
    closed = officer.act(f"{vote}/close", {})
    assert closed.status_code == 200, closed.text
    assert closed.json()["facts"][0]["fact"]["tally"]["in_favour"] == 5


def test_the_second_counter_does_not_see_the_first_entry(site, program):
    play = opened(site.app)
    play.until("standing_vote")
    vote = f"/cases/{'/tasks/'.join(play.case.open_tasks[0].id.split('/', 1))}/vote"
    counts = {name: number for name, number in asdict(COUNTED).items() if name != "votes"}
    second = program(SIGNERS[play.case.open_tasks[0].agency])
    first = program("lethuha").act(f"{vote}/count", counts)
    assert first.status_code == 200, first.text
    history = second.get(f"{CASE}/history", limit=200).json()["items"]
    entered = [line for line in history if line["kind"] == "TallyEntered"]
    assert entered[-1]["fact"]["by"]["person"] == "lethuha"
    assert not [line for line in entered if "tally" in line["fact"]]
    differs = second.act(f"{vote}/count", counts | {"in_favour": 3})
    assert (differs.status_code, differs.json()["code"]) == (409, "vote.tally_differs")
    assert second.act(f"{vote}/count", counts).status_code == 200
    assert play.case.step != "standing_vote"


def test_a_decision_is_revoked_through_the_interface_and_its_state_is_told(site, program):
    """The same rules: who may, why, on what; what is in force is said, also in the export."""
    play = opened(site.app)
    play.until("decision")
    play.past("decision")
    said = {"how": "revoke", "dated": "2026-09-07", "reason": "sai", "document": "Kết luận 12"}
    address = f"{CASE}/decision/changes"
    refused = program("lethuha").client.post(address, json=said, headers=key(1))
    assert (refused.status_code, refused.json()["code"]) == (403, "task.not_yours")
    signer = program("ymoaeban").client
    done = signer.post(address, json=said, headers=key(2))
    assert done.status_code == 200, done.text
    assert signer.post(address, json=said, headers=key(2)).json()["repeated"]
    again = signer.post(address, json=said, headers=key(3))
    assert (again.status_code, again.json()["code"]) == (409, "decision.cannot_change")

    with reading(site.app) as uow:
        on_file = uow.directory.decided(play.case.subject)
    assert {row.undone_by for row in on_file} == {"02-QĐ/TU"}

    first, later = signer.get(f"{CASE}/decision").json()
    assert (first["symbol"], first["in_force"], first["changed_by"]) == (
        "01-QĐ/TU",
        False,
        ["02-QĐ/TU"],
    )
    assert (later["how"], later["changes"]) == ("revoke", "01-QĐ/TU")
    exported = program("lethuha").get("/exports/cases.csv").text
    assert "01-QĐ/TU,đã bị thu hồi bởi 02-QĐ/TU" in exported


def test_a_wrong_file_is_taken_out_of_the_dossier_through_the_interface(site, program):
    at_opinions(site.app)
    client = program("lethuha").client
    files = {"file": ("nham.pdf", a_pdf("a paper"))}
    client.post(f"{CASE}/papers", data={"kind": "assessments"}, files=files, headers=key(1))
    (paper,) = [p for p in client.get(f"{CASE}/papers").json() if p["name"] == "nham.pdf"]
    address = f"{CASE}/papers/{paper['id']}/remove"
    other = program("hlinhnie").client.post(address, json={"reason": "x"}, headers=key(2))
    assert (other.status_code, other.json()["code"]) == (403, "task.not_yours")
    bare = client.post(address, json={"reason": " "}, headers=key(3))
    assert (bare.status_code, bare.json()["code"]) == (422, "act.reason_missing")
    done = client.post(address, json={"reason": "nhầm người"}, headers=key(4)).json()
    assert done["facts"][0]["fact"]["reason"] == "nhầm người"
