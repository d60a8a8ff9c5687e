"""Issuing, pure: what stands before a number is taken, and what the facts then say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.cases.attempt import Attempt
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import SignOff
from domain.decisions.gates import check_gates, standing, standing_of
from domain.decisions.issuing import Issue, NumberTaken, check_can_issue, decide_issue
from domain.decisions.readiness import Mend, Missing
from domain.directory.people import Person
from domain.errors import (
    BadInput,
    GateNotPassed,
    GateUnsure,
    OptionNotOffered,
    SelfApproval,
    StaleDraft,
)
from domain.facts.answers import SignedOff
from domain.facts.decisions import DecisionIssued
from domain.facts.opening import CaseEnded
from domain.facts.papers import DraftMade
from domain.facts.steps import StepCompleted
from domain.law.options import Outcome
from domain.law.procedure import GateRule
from domain.state.task import TaskStatus
from tests.domain.builders import FINAL, NOON, law, opened, signer, step

TODAY = NOON.date()
ONE_DAY = timedelta(days=1)
TEXT = "a" * 64
CONSENT = {
    "id": "O-consent",
    "options": [{"outcome": "consented", "vi": "thống nhất", "en": "consent"}],
}
BASIS = [{"instrument": "QD101", "article": "4.1a", "confidence": "S"}]
GATES = [
    {"name": "consents_on_file", "basis": BASIS},
    {"name": "before_term_expiry", "basis": [BASIS[0] | {"confidence": "I"}]},
]
LAW = law(
    step(
        "final",
        "decision",
        ["organization_board"],
        FINAL,
        approves="decision_appoint",
        gates=GATES,
        routes={"send_back": "final", "stop": "stop"},
    ),
    step("consent", "consent", ["state_management"], CONSENT),
)
DRAFT = DraftMade(
    paper="decision_appoint", step="final", round=1, number=1, content=TEXT, size=1, at=NOON
)
CASE = DRAFT.apply(opened(LAW, at=NOON - 9 * ONE_DAY))
TAKEN = NumberTaken(series="BTC:QĐ:2025-2030", number=5, symbol="05-QĐ/BTC", signer="Lê Thu")
ASKS = Missing("late", GateUnsure((), gate="consent_later"), Mend.CASE)


def wish(outcome=Outcome.ISSUE, dated=TODAY, read=TEXT, **more):
    task = CASE.open_tasks[0].id
    answer = SignOff(
        act_id="a", case_id=CASE.id, task_id=task, outcome=outcome, reason="đủ", read=read
    )
    return Issue(answer=answer, dated=dated, **more)


def issued(issue, missing=(), actor=None):
    attempt = Attempt(CASE, LAW, actor or signer("BTC"), NOON)
    cleared = check_can_issue(attempt, issue, lambda: missing)
    return decide_issue(attempt, issue, cleared, TAKEN)


def test_the_decision_says_number_date_text_and_what_a_person_answered_for():
    issue = wish(confirmed=" đã họp ", document=" 01-TB/TU ", dated=TODAY - ONE_DAY)
    signed, decision, completed, ended = issued(issue, [ASKS])
    assert [type(f) for f in (signed, completed, ended)] == [SignedOff, StepCompleted, CaseEnded]
    assert (signed.outcome, signed.read) == ("issue", TEXT)
    assert decision == DecisionIssued(
        paper="decision_appoint",
        series="BTC:QĐ:2025-2030",
        number=5,
        symbol="05-QĐ/BTC",
        dated=TODAY - ONE_DAY,
        signer="Lê Thu",
        approved=TEXT,
        by=signer("BTC"),
        at=NOON,
        confirmed="đã họp",
        overridden=("late",),
        document="01-TB/TU",
    )


def test_a_date_is_between_opening_and_today_both_included():
    first = (NOON - 9 * ONE_DAY).date()
    for dated in (first, TODAY):
        assert issued(wish(dated=dated))[1].dated == dated
    for dated in (first - ONE_DAY, TODAY + ONE_DAY):
        with pytest.raises(BadInput) as refused:
            issued(wish(dated=dated))
        told = {"field": "dated", "rule": "between_opening_and_today", "value": dated}
        assert refused.value.facts == told


@pytest.mark.parametrize(
    ("issue", "actor", "fault"),
    [
        (wish(Outcome.SEND_BACK), None, OptionNotOffered),
        (wish(read="b" * 64), None, StaleDraft),
        (wish(), signer("BTC", "officer"), SelfApproval),
    ],
)
def test_no_number_is_taken_for_what_does_not_issue_or_was_not_read(issue, actor, fault):
    with pytest.raises(fault) as refused:
        issued(issue, actor=actor)
    if fault is OptionNotOffered:
        assert refused.value.facts == {"step": "final", "outcome": "send_back", "offered": []}


def test_an_option_that_issues_where_no_paper_is_approved_issues_nothing():
    bare = law(
        step("final", "decision", ["organization_board"], FINAL, routes={"send_back": "final"})
    )
    case = opened(bare, at=NOON)
    answer = replace(wish(read="").answer, task_id=case.open_tasks[0].id)
    attempt = Attempt(case, bare, signer("BTC"), NOON)
    with pytest.raises(OptionNotOffered):
        check_can_issue(attempt, Issue(answer=answer, dated=TODAY), lambda: ())


def test_what_is_missing_is_looked_for_only_once_the_answer_may_be_given():
    def missing():
        raise AssertionError("asked too early")

    attempt = Attempt(CASE, LAW, signer("BTC", "officer"), NOON)
    with pytest.raises(SelfApproval):
        check_can_issue(attempt, wish(), missing)


PERSON = Person("an", "Lê An", "An", "male", date(1980, 1, 1))


def gate_input(person=PERSON, dated=TODAY, case=CASE):
    return GateInput(case, LAW, person, dated)


def with_term(ends):
    return replace(PERSON, term_ends=ends)


def consented(paper_date=None, status=TaskStatus.DONE, outcome=Outcome.CONSENTED, round_=1):
    return replace(
        CASE.tasks[0],
        id=f"c{round_}",
        step="consent",
        round=round_,
        status=status,
        outcome=outcome,
        paper_date=paper_date,
    )


def test_a_consent_is_given_and_not_after_the_decision():
    for paper in (None, TODAY):
        case = CASE.with_tasks((consented(paper),))
        assert check(case) == ("before_term_expiry",)
    later = CASE.with_tasks((consented(TODAY + ONE_DAY),))
    with pytest.raises(GateNotPassed) as refused:
        check(later)
    assert refused.value.facts == {
        "gate": "consent_later",
        "step": "consent",
        "given": TODAY + ONE_DAY,
        "dated": TODAY,
    }
    refusing = CASE.with_tasks((consented(outcome=Outcome.DISAGREE),))
    with pytest.raises(GateNotPassed) as refused:
        check(refusing)
    assert refused.value.facts == {"gate": "consent_missing", "step": "consent"}
    assert [b.article for b in refused.value.basis] == ["4.1a"]


def test_only_the_last_round_of_a_consent_counts_and_what_was_withdrawn_does_not():
    no = consented(outcome=None, status=TaskStatus.OPEN)
    assert check(CASE.with_tasks((no, consented(round_=2)))) == ("before_term_expiry",)
    gone = replace(no, status=TaskStatus.CANCELLED)
    assert check(CASE.with_tasks((gone,))) == ("before_term_expiry",)
    with pytest.raises(GateNotPassed):
        check(CASE.with_tasks((consented(), replace(no, id="c2", round=2))))


def check(case, person=PERSON, confirmed="nhiệm kỳ chưa ghi"):
    return check_gates(
        LAW.procedure.step("final"), gate_input(person, case=case), confirmed=confirmed
    )


def test_a_condition_not_read_in_the_text_wants_a_reason_and_is_named():
    with pytest.raises(GateUnsure) as refused:
        check(CASE, confirmed=" ")
    assert refused.value.facts == {"gate": "term_unknown", "person": "an"}
    assert [b.confidence for b in refused.value.basis] == ["I"]
    assert check(CASE, with_term(TODAY + 9 * ONE_DAY), confirmed="") == ()


def test_reappointment_is_decided_a_working_day_before_the_term_ends():
    last = TODAY + ONE_DAY  # Monday; the term ends on Tuesday
    assert check(CASE, with_term(last), confirmed="") == ()
    with pytest.raises(GateUnsure) as refused:
        check(CASE, with_term(TODAY), confirmed="")
    told = refused.value.facts
    assert (told["gate"], told["dated"], told["ends"]) == ("too_late", TODAY, TODAY)
    assert told["last"] == TODAY - 3 * ONE_DAY


def test_conditions_are_shown_as_they_stand_each_with_its_fault():
    found = standing_of(LAW.procedure.step("final"), gate_input())
    assert [(c.rule.name, c.fault and c.fault.facts["gate"]) for c in found] == [
        ("consents_on_file", None),
        ("before_term_expiry", "term_unknown"),
    ]
    names = ["before_term_expiry", "council_lawful", "consents_on_file"]
    named = standing(gate_input(), names)
    assert [c.rule.name for c in named] == ["before_term_expiry", "consents_on_file"]
    assert all(isinstance(c.rule, GateRule) for c in named)
