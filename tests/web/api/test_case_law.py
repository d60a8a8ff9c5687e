"""The law of a case through the interface: what would become of it, and moving it."""

from __future__ import annotations

from datetime import date

from tests.playing import opened

LAW = "/cases/BN-2026-0001/law"


def test_the_plan_is_read_and_the_case_moved(site, program):
    play = opened(site.app, decided_on=date(2023, 2, 27))
    play.until("provincial_opinions")
    officer = program("lethuha")
    plan = officer.get(LAW).json()
    assert plan["procedure"] == "75/appoint.party"
    fates = {line["step"]: line["fate"] for line in plan["then"]}
    assert (fates["collective_first"], fates["eligibility_review"]) == ("stands", "new")
    said = {"on": plan["on"], "reason": "đã có quy định mới", "document": "12-CV"}
    assert officer.act(LAW, said).status_code == 200
    assert play.case.step == plan["goes_on"] == "eligibility_review"


def test_refused_is_refused_here_too(site, program):
    opened(site.app)
    said = {"on": "2026-09-07", "reason": "x", "document": "y"}
    refused = program("lethuha").act(LAW, said)
    assert (refused.status_code, refused.json()["code"]) == (409, "act.cannot_migrate")
    assert program("lethuha").get(f"{LAW}?on=1990-01-01").status_code in (404, 409, 422)
