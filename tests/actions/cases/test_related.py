"""Cases about other cases: a complaint against a decision, a supervision of a path."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.audit.verifying import verify
from actions.cases.case_files import case_file, complaint_window_of, conformance_of
from actions.cases.open_case import OpenCase, open_case
from actions.execute import Act
from actions.hearing.hearing import serve_paper
from domain.errors import BadInput, NotAllowed, SelfApproval
from domain.facts.decisions import DecisionIssued
from domain.hearing.hearing import Serving
from domain.law.options import Outcome
from domain.state.case import CaseStatus, PostKind
from tests.documents.reading import lines
from tests.looking import read
from tests.playing import PlayedCase, opened

HIM = "ythongeban"


def wish(procedure, about="", **more):
    said = {
        "act_id": f"{procedure}:{about}",
        "procedure": procedure,
        "subject": HIM,
        "press_agency": "BPTTH",
        "post": PostKind.HEAD,
        "handler": "TU",
        "person": "nguyenthilan",
        "about": about,
    } | more
    return OpenCase(**said)


def begin(app, *args, **more):
    return PlayedCase(app, open_case(app, wish(*args, **more)).case.id)


@pytest.fixture
def disciplined(lite):
    """A discipline case with its decision issued."""
    play = opened(lite, "discipline")
    play.until("")
    assert play.case.status == CaseStatus.DONE
    return play


def test_the_person_concerned_complains_about_their_decision(lite, disciplined):
    play = begin(lite, "complain", disciplined.id, person=HIM)
    assert (play.case.id, play.case.about) == ("KN-2026-0001", disciplined.id)
    assert play.case.handler == "TU"
    assert play.sign("BPTTH", "submitted", person=HIM).case.step == "acceptance"
    assert read(lite.engine, lambda uow: uow.cases.related_case(disciplined.id)) == (play.id,)
    assert verify(lite, play.id) == []  # its facts name who runs it: the person is of another body


def test_the_clock_of_the_complaint_starts_by_itself_at_service(lite):
    play = opened(lite, "discipline")
    play.until("service")
    assert complaint_window_of(lite, play.id) is None
    today = lite.today()
    act = Act(act_id="served", case_id=play.id, person="lethuha")
    serve_paper(lite, act, Serving(what="decision", on=today, proof="Có chữ ký nhận"))
    assert complaint_window_of(lite, play.id).due.start == today


def test_an_officer_records_a_complaint_that_came_on_paper(lite, disciplined):
    assert begin(lite, "complain", disciplined.id).case.started_by == "nguyenthilan"


def test_nobody_opens_anything_else_about_themselves(lite, disciplined):
    with pytest.raises(SelfApproval):
        begin(lite, "supervise", disciplined.id, person=HIM, handler="BTGDVTU")


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"about": ""}, "missing"), ({"subject": "ngoquanghuy"}, "other_person")],
)
def test_a_complaint_names_the_decision_on_the_same_person(lite, disciplined, change, rule):
    with pytest.raises(BadInput) as refused:
        open_case(lite, replace(wish("complain", disciplined.id), **change))
    assert refused.value.facts["rule"] == rule


def test_there_is_no_complaint_before_a_decision(lite):
    running = opened(lite, "discipline")
    with pytest.raises(BadInput) as refused:
        begin(lite, "complain", running.id)
    assert refused.value.facts["rule"] == "no_decision"


def test_who_takes_no_part_cannot_open_a_complaint_for_him(lite, disciplined):
    with pytest.raises(NotAllowed):
        begin(lite, "complain", disciplined.id, person="trinhvanduc")


def test_c_3_seven_working_days_to_accept_and_thirty_days_from_then_to_resolve(lite, disciplined):
    play = begin(lite, "complain", disciplined.id, person=HIM)
    play.sign("BPTTH", "submitted", person=HIM)
    accept = play.case.open_tasks[0].due
    assert (accept.amount, accept.unit) == (7, "working_days")
    play.sign("TU", "submitted")
    accepted = lite.today()
    play.wait(3)
    play.sign("TU", "submitted")
    resolve = play.case.open_tasks[0].due
    assert (resolve.start, resolve.amount) == (accepted, 30)


@pytest.mark.parametrize(
    ("outcome", "told"), [("upheld", False), ("amended", True), ("annulled", True)]
)
def test_a_wrong_decision_is_put_right_and_announced(lite, disciplined, outcome, told):
    play = begin(lite, "complain", disciplined.id, person=HIM)
    play.until("resolution")
    play.sign("TU", outcome)
    play.past("decision")
    assert (play.case.step == "put_right") is told
    if told:
        assert play.case.open_tasks[0].due.amount == 10
        play.past("put_right")
    play.past("send")
    assert play.case.status == CaseStatus.DONE


def test_the_resolution_names_the_decision_complained_of(lite, disciplined):
    play = begin(lite, "complain", disciplined.id, person=HIM)
    play.until("resolution")
    file = case_file(lite, play.id)
    issued = file.about.decision
    assert isinstance(issued, DecisionIssued)
    assert issued.symbol.endswith("-QĐ/TU")


def test_a_supervision_runs_beside_its_case_and_shows_the_path(lite):
    running = opened(lite)
    running.until("eligibility_review")
    before = running.case.version
    play = begin(lite, "supervise", running.id, handler="BTGDVTU", person="tranvanbinh")
    play.follow()
    assert running.case.version == before
    sheet = " ".join(lines(case_file(lite, play.id), "supervision_sheet", "check"))
    assert "quy trình bổ nhiệm Giám đốc" in sheet
    path = case_file(lite, play.id).about.path
    assert [r.step.id for r in path if r.opened] == [
        "policy_request",
        "policy_decision",
        "eligibility_review",
    ]
    assert play.sign("BTGDVTU", "incomplete").case.step == "recommendation"


def test_conformance_tells_what_was_late_and_what_is_ahead(lite):
    play = opened(lite)
    play.until("policy_decision")
    due = play.case.open_tasks[0].due.day
    play.wait(40)
    play.sign("BTVTU", "approve")
    rows = {row.step.id: row for row in conformance_of(lite, play.id)}
    late = rows["policy_decision"].remarks[0]
    assert (late.code, late.facts["due"], late.facts["on"]) == ("late", due, lite.today())
    assert rows["policy_request"].remarks == ()
    assert rows["eligibility_review"].state == "open"
    assert rows["standing_vote"].state == "ahead"
    assert rows["receiving_exchange"].state == "passed_over"
    assert rows["waiver"].state == "not_taken"


def test_conformance_tells_what_was_passed_over_and_who_differed(lite):
    play = opened(lite)
    play.until("provincial_opinions")
    play.sign("UBKTTU", "disagree", reason="Chưa rõ nguồn gốc tài sản")
    rows = {row.step.id: row for row in conformance_of(lite, play.id)}
    remark = rows["provincial_opinions"].remarks[0]
    assert (remark.code, remark.facts["agency"]) == ("disagree", "UBKTTU")
    assert remark.facts["why"] == "Chưa rõ nguồn gốc tài sản"


def test_outside_press_gets_proposals_and_nothing_else(lite):
    play = begin(lite, "propose", press_agency="BCNT", handler="BTGDVTU", person="tranvanbinh")
    assert play.case.open_tasks[0].agency == "SVHTTDL"
    play.past("finding")
    play.past("proposal")
    assert {task.agency for task in play.case.open_tasks} == {"CQCQNT", "BTGDVTW", "BVHTTDL"}
    with pytest.raises(Exception, match=r"not.found"):
        begin(lite, "appoint", press_agency="BCNT")


@pytest.mark.parametrize("name", ["transfer", "assign", "suspend", "remind"])
def test_the_other_procedures_run_to_their_end(lite, name):
    play = begin(lite, name)
    play.until("")
    assert play.case.status == CaseStatus.DONE


def test_an_acting_head_needs_both_consents(lite):
    play = begin(lite, "assign")
    play.until("consents")
    central = next(t for t in play.case.open_tasks if t.agency == "BVHTTDL")
    assert central.step == "consents"
    assert Outcome.DIFFERS in {
        o.outcome for o in case_file(lite, play.id).law.procedure.step("consents").options.options
    }


def test_before_july_2026_a_complaint_was_accepted_in_ten_days(lite):
    law = lite.catalogue.procedure("101/complain", date(2026, 6, 30))
    assert law.step("acceptance").due.calendar_days == 10
