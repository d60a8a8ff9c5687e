"""Who may answer what, and with which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.actors import Actor, Power
from domain.case import evolve
from domain.errors import (
    BadInput,
    BadTally,
    NotAllowed,
    NotFound,
    NotYourTask,
    OptionNotOffered,
    ReasonMissing,
    SamePersonTwice,
    SelfApproval,
    StaleDraft,
    TaskClosed,
)
from domain.facts import DraftMade, PaperReply, SignedOff, Tally
from domain.options import Outcome
from domain.sign_off import SignOff, decide_sign_off
from domain.turn import Turn
from tests.domain.builders import (
    DAY,
    FINAL,
    NOON,
    OPINION,
    SUBMIT,
    VOTE,
    agencies,
    agency,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
    task_of,
)

TWO = ["directing_body", "inspection_committee"]


def opinions():
    return law(step("opinions", "consultation", TWO, OPINION))


def test_another_agency_may_not_answer():
    law_ = opinions()
    with pytest.raises(NotYourTask):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("UBKT"))


def test_b08_a_seat_without_the_power_to_sign_may_not_answer():
    law_ = opinions()
    with pytest.raises(NotAllowed):
        sign(opened(law_), law_, "directing_body", "agree", actor=officer("BTG", "clerk"))


def test_the_person_concerned_may_not_answer_even_for_the_agency_asked():
    law_ = opinions()
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "an"))


def test_nobody_may_answer_on_behalf_of_the_person_concerned():
    law_ = opinions()
    lent = signer("BTG", "deputy", on_behalf_of="an", mandate="05-GUQ/BTG")
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=lent)


def test_b01_who_opened_the_case_may_not_approve_it():
    law_ = opinions()
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "officer"))


def test_who_opened_the_case_may_submit_a_paper():
    law_ = law(step("ask", "submission", ["organization_board"], SUBMIT))
    case, _ = sign(
        opened(law_), law_, "organization_board", "submitted", actor=signer("BTC", "officer")
    )
    assert case.tasks[0].person == "officer"


def test_b04_one_person_may_not_answer_for_two_agencies_in_one_round():
    law_ = opinions()
    case, _ = sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "lan"))
    with pytest.raises(SamePersonTwice):
        sign(case, law_, "inspection_committee", "agree", actor=signer("UBKT", "lan"))


def test_b05_the_same_person_in_a_later_step_is_asked_again_and_flagged():
    law_ = law(
        step("one", "decision", ["directing_body"], OPINION, then="two"),
        step("two", "decision", ["inspection_committee"], OPINION, then="three"),
        step("three", "decision", ["directing_body"], OPINION),
    )
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    assert case.step == "two"
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case, facts = sign(case, law_, "directing_body", "agree")
    assert facts[0].also_signed == ("one",)


def test_an_answered_task_says_who_answered_what_and_when():
    law_ = opinions()
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    act = SignOff("other", case.id, case.tasks[0].id, Outcome.DISAGREE, "muộn")
    with pytest.raises(TaskClosed) as refused:
        decide_sign_off(Turn(case, law_, signer("BTG"), NOON), act)
    assert refused.value.facts["by"] == "head-BTG"
    assert refused.value.facts["outcome"] == Outcome.AGREE
    assert refused.value.facts["at"] == NOON


def test_a05_a_stale_click_is_not_applied_to_the_next_step():
    law_ = law(
        step("one", "decision", ["directing_body"], OPINION, then="two"),
        step("two", "decision", ["directing_body"], OPINION),
    )
    case = opened(law_)
    first = case.tasks[0].id
    case, _ = sign(case, law_, "directing_body", "agree", actor=signer("BTG", "a"))
    with pytest.raises(TaskClosed):
        decide_sign_off(
            Turn(case, law_, signer("BTG", "b"), NOON),
            SignOff("x", case.id, first, Outcome.AGREE),
        )


def test_an_unknown_task_is_not_found():
    law_ = opinions()
    case = opened(law_)
    with pytest.raises(NotFound):
        decide_sign_off(
            Turn(case, law_, signer("BTG"), NOON), SignOff("x", case.id, "no", Outcome.AGREE)
        )


def test_an_answer_the_step_does_not_offer_is_refused():
    law_ = opinions()
    with pytest.raises(OptionNotOffered):
        sign(opened(law_), law_, "directing_body", "passed")


def test_a_disagreement_without_a_reason_is_refused():
    law_ = opinions()
    with pytest.raises(ReasonMissing):
        sign(opened(law_), law_, "directing_body", "disagree", reason="  ")


def test_the_successor_of_the_agency_asked_may_answer_its_open_task():
    old = agency("BTG", "directing_body", to="2026-09-30", successor="BTGDV")
    new = agency("BTGDV", **{"from": "2026-10-01"})
    bodies = agencies(new)
    law_ = law(
        step("ask", "decision", ["directing_body"], OPINION),
        bodies=replace(bodies, by_code=dict(bodies.by_code) | {"BTG": old}),
    )
    case = opened(law_)
    later = NOON + timedelta(days=30)

    with pytest.raises(NotYourTask):
        sign(case, law_, "directing_body", "agree", actor=signer("BTG"), at=later)
    case, _ = sign(case, law_, "directing_body", "agree", actor=signer("BTGDV"), at=later)
    assert case.tasks[0].outcome == Outcome.AGREE


def test_only_the_person_concerned_answers_what_is_asked_of_them():
    law_ = law(step("explain", "submission", ["subject"], SUBMIT))
    case = opened(law_)
    with pytest.raises(NotYourTask):
        sign(case, law_, "subject", "submitted", actor=signer("BAO"))
    subject = Actor("an", "BAO", "", frozenset())
    case, _ = sign(case, law_, "subject", "submitted", actor=subject)
    assert case.tasks[0].person == "an"


def vote_law():
    ballot = step(
        "vote", "ballot", ["organization_board"], VOTE, vote="over_half_of_summoned",
        routes={"failed": "stop"},
    )  # fmt: skip
    return law(ballot)


def test_a_vote_needs_its_counts():
    law_ = vote_law()
    with pytest.raises(BadTally) as refused:
        sign(opened(law_), law_, "organization_board", "passed")
    assert refused.value.facts["rule"] == "missing"


def test_a_vote_may_not_claim_more_than_was_counted():
    law_ = vote_law()
    tally = Tally(summoned=20, present=18, issued=18, returned=18, valid=18, in_favour=10)
    with pytest.raises(BadTally) as refused:
        sign(opened(law_), law_, "organization_board", "passed", tally=tally)
    assert refused.value.facts["counted"] == Outcome.TIED


def test_a_vote_with_fitting_counts_is_recorded_with_them():
    law_ = vote_law()
    tally = Tally(summoned=20, present=18, issued=18, returned=18, valid=18, in_favour=11)
    _, facts = sign(opened(law_), law_, "organization_board", "passed", tally=tally)
    assert facts[0].tally == tally


def issue_law():
    return law(step("issue", "issue", ["governing_body"], FINAL, approves="decision_appoint"))


def drafted(case, content, number=1):
    return evolve(case, [DraftMade("decision_appoint", "issue", 1, number, content, 9, NOON)])


def test_issuing_is_not_a_plain_sign_off():
    law_ = issue_law()
    case = drafted(opened(law_), "h1")
    with pytest.raises(BadInput):
        sign(case, law_, "governing_body", "issue", read="h1")


def test_g01_an_approval_of_an_older_text_is_refused():
    law_ = issue_law()
    case = drafted(drafted(opened(law_), "h1"), "h2", number=2)
    with pytest.raises(StaleDraft):
        sign(case, law_, "governing_body", "issue", read="h1")


def test_sending_back_needs_no_text():
    law_ = issue_law()
    case, _ = sign(opened(law_), law_, "governing_body", "send_back", reason="thiếu chữ ký")
    assert case.tasks[0].outcome == Outcome.SEND_BACK


def reply(**more):
    paper = {"number": "12-CV/BTG", "dated": date(2026, 9, 3), "received": date(2026, 9, 7)}
    return PaperReply(**(paper | {"scan": "s" * 64} | more))


def recorded(case, law_, actor, paper, role="directing_body"):
    act = SignOff("p", case.id, task_of(case, role), Outcome.AGREE, paper=paper)
    return decide_sign_off(Turn(case, law_, actor, NOON), act)


def test_an_officer_of_the_handling_agency_records_an_answer_on_paper():
    law_ = opinions()
    facts = recorded(opened(law_), law_, officer(), reply())
    assert isinstance(facts[0], SignedOff)
    assert (facts[0].by.person, facts[0].paper.number) == ("officer", "12-CV/BTG")


@pytest.mark.parametrize(
    "actor",
    [
        pytest.param(officer("UBKT", "x"), id="officer of another agency"),
        pytest.param(signer("BTC"), id="signer without the clerk's power"),
        pytest.param(officer("BTC", "an"), id="the person concerned"),
    ],
)
def test_nobody_else_records_an_answer_on_paper(actor):
    law_ = opinions()
    with pytest.raises((NotYourTask, NotAllowed, SelfApproval)):
        recorded(opened(law_), law_, actor, reply())


def test_b03_an_officer_may_not_record_the_answer_of_the_own_agency():
    law_ = law(step("ask", "decision", ["organization_board"], OPINION))
    with pytest.raises(NotAllowed):
        recorded(opened(law_), law_, officer(), reply(), role="organization_board")


@pytest.mark.parametrize(
    ("dated", "received"),
    [
        pytest.param(date(2026, 9, 8), date(2026, 9, 7), id="dated after received"),
        pytest.param(date(2026, 9, 3), (NOON + DAY).date(), id="received tomorrow"),
    ],
)
def test_dates_of_a_paper_answer_must_make_sense(dated, received):
    law_ = opinions()
    with pytest.raises(BadInput):
        recorded(opened(law_), law_, officer(), reply(dated=dated, received=received))


def test_only_the_power_to_sign_answers_not_the_power_to_audit():
    law_ = opinions()
    auditor = Actor("aud", "BTG", "Thanh tra", frozenset({Power.AUDIT}))
    with pytest.raises(NotAllowed):
        sign(opened(law_), law_, "directing_body", "agree", actor=auditor)
