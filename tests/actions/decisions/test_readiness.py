"""Readiness at issue: what is computed binds, measured on the day of the decision."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.cases.case_files import case_file
from actions.cases.open_case import OpenCase, open_case
from actions.decisions.readiness import readiness_of
from domain.directory.record import Discipline
from domain.errors import GateNotPassed, GateUnsure
from domain.state.case import PostKind
from tests.actions.decisions.test_issue import PAPER, SAID, at_decision, issue, issued
from tests.playing import change_record, fresh_papers, opened

REPRIMAND = Discipline("state", "reprimand", date(2026, 6, 1))


def keys(play, dated=None):
    found = readiness_of(play.app, play.id, play.case.step, dated or play.app.today())
    return {line.key: line.blocks for line in found}


def test_f1_who_serves_a_reprimand_gets_no_number_whatever_reason_is_given(lite):
    """R-09, ND237 6.5đ: read in the text."""
    play = at_decision(lite)
    change_record(lite, "ythongeban", disciplines=(REPRIMAND,))
    with pytest.raises(GateNotPassed) as refused:
        issue(play)
    assert refused.value.facts["gate"] == "rule_not_met"
    assert {b.instrument for b in refused.value.basis} >= {"ND237"}
    assert issued(play) is None
    assert keys(play)["R-09"] is True


def test_f2_a_discipline_after_the_opening_counts_on_the_day_of_the_decision(lite, clock):
    play = at_decision(lite)
    clock.forward(days=10)
    later = Discipline("state", "reprimand", date(2026, 9, 15))
    change_record(lite, "ythongeban", disciplines=(later,))
    found = {f.rule: f for f in case_file(lite, play.id).findings}
    assert found["R-09"].verdict == "not_met"
    assert keys(play)["R-09"] is True
    assert "R-09" not in keys(play, date(2026, 9, 14))


def test_f2_age_is_counted_to_the_day_of_the_decision(lite, clock):
    play = opened(lite)
    before = {f.rule: f.measured for f in case_file(lite, play.id).findings}["R-10"]
    clock.forward(days=90)
    after = {f.rule: f.measured for f in case_file(lite, play.id).findings}["R-10"]
    assert (before[:7], after[:7]) == ("09/2026", "12/2026")


def test_f3_nobody_is_put_at_the_head_of_a_body_that_has_ended(lite, clock):
    """BAODL ends on 30/6/2025; its post and its text stay its own."""
    clock.now = datetime(2025, 6, 20, 5, tzinfo=UTC)
    fresh_papers(lite)
    play = opened(lite, press_agency="BAODL")
    clock.now = datetime(2025, 7, 10, 5, tzinfo=UTC)
    play.until("decision")
    with pytest.raises(GateNotPassed):
        issue(play)
    ended = next(
        line
        for line in readiness_of(lite, play.id, "decision", lite.today())
        if line.key == "agency_ended"
    )
    assert ended.blocks
    assert ended.fault.facts["successor"] == "BPTTH"


def test_f5_the_consents_are_those_of_the_law_of_the_decisions_day(lite, clock):
    """A deputy, opened under 75: the directing body alone. Decided under 101: the ministry too."""
    clock.now = datetime(2023, 2, 20, 5, tzinfo=UTC)
    fresh_papers(lite)
    play = opened(lite, press_agency="BAODL", handler="BTCTU", post=PostKind.DEPUTY)
    clock.now = datetime(2023, 3, 13, 5, tzinfo=UTC)
    play.until("decision")
    with pytest.raises(GateNotPassed) as refused:
        issue(play)
    assert (refused.value.facts["gate"], refused.value.facts["role"]) == (
        "consent_owed",
        "ministry",
    )
    assert "consent central_directing" not in keys(play)


def test_a_reason_names_a_document_and_both_become_a_fact(lite):
    play = at_decision(lite)
    assert keys(play) == {"text_blanks": False}
    with pytest.raises(GateUnsure) as asked:
        issue(play, confirm=SAID, document="")
    assert asked.value.facts["gate"] == "document_owed"
    issue(play, act_id="again")
    fact = issued(play)
    assert (fact.confirmed, fact.document, fact.overridden) == (SAID, PAPER, ("text_blanks",))


def test_another_open_case_about_the_same_post_is_asked_about_and_a_complaint_is_not(lite):
    play = at_decision(lite)
    wish = OpenCase(
        act_id="beside",
        procedure="appoint",
        subject="lyvanphuoc",
        press_agency="BPTTH",
        post=PostKind.HEAD,
        handler="BTCTU",
        person="lethuha",
    )
    other = open_case(lite, wish).case.id
    (line,) = (
        found
        for found in readiness_of(lite, play.id, "decision", lite.today())
        if found.key == "other_case"
    )
    assert (line.case, line.blocks) == (other, False)
    assert other not in str(line.fault.facts)


def test_a_post_filled_by_an_earlier_decision_is_asked_about(lite):
    first = at_decision(lite)
    issue(first)
    first.follow()
    first.until("never")
    second = opened(lite, subject="tranthihoai", act_id="second")
    second.until("decision")
    found = readiness_of(lite, second.id, "decision", lite.today())
    (line,) = (line for line in found if line.key == "post_filled")
    assert (line.blocks, line.fault.facts["person"]) == (False, "ythongeban")
