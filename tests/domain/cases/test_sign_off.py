"""Who may answer what, and with which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.cases.attempt import Attempt
from domain.cases.sign_off import SignOff, decide_sign_off
from domain.directory.actors import Actor
from domain.errors import (
    NotAllowed,
    NotFound,
    NotYourTask,
    OptionNotOffered,
    ReasonMissing,
    SamePersonTwice,
    SelfApproval,
    TaskClosed,
)
from domain.law.options import Outcome
from tests.domain.builders import (
    NOON,
    OPINION,
    SUBMIT,
    agencies,
    agency,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
    two_opinions,
)


def test_another_agency_may_not_answer():
    law_ = two_opinions()
    with pytest.raises(NotYourTask):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("UBKT"))


def test_b08_a_seat_without_the_power_to_sign_may_not_answer():
    law_ = two_opinions()
    with pytest.raises(NotAllowed):
        sign(opened(law_), law_, "directing_body", "agree", actor=officer("BTG", "clerk"))


def test_the_person_concerned_may_not_answer_even_for_the_agency_asked():
    law_ = two_opinions()
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "an"))


def test_nobody_may_answer_on_behalf_of_the_person_concerned():
    law_ = two_opinions()
    delegated = signer("BTG", "deputy", on_behalf_of="an", mandate="05-GUQ/BTG")
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=delegated)


def test_the_person_concerned_answers_for_themselves_alone():
    """Found by search: their own answer was given in the power of who had stepped aside."""
    law_ = law(step("explain", "submission", ["subject"], SUBMIT))
    case = opened(law_)
    lent = Actor("an", "BAO", "subject", frozenset(), on_behalf_of="lan", mandate="01-GUQ")
    with pytest.raises(NotYourTask):
        sign(case, law_, "subject", "submitted", actor=lent)
    sign(case, law_, "subject", "submitted", actor=replace(lent, on_behalf_of=""))


def test_b01_who_opened_the_case_may_not_approve_it():
    law_ = two_opinions()
    with pytest.raises(SelfApproval):
        sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "officer"))


def test_who_opened_the_case_may_submit_a_paper():
    law_ = law(step("ask", "submission", ["organization_board"], SUBMIT))
    case, _ = sign(
        opened(law_), law_, "organization_board", "submitted", actor=signer("BTC", "officer")
    )
    assert case.tasks[0].person == "officer"


def test_b04_one_person_may_not_answer_for_two_agencies_in_one_round():
    law_ = two_opinions()
    case, _ = sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", "lan"))
    with pytest.raises(SamePersonTwice):
        sign(case, law_, "inspection_committee", "agree", actor=signer("UBKT", "lan"))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"person": "lan"}, {"person": "minh", "on_behalf_of": "lan"}),
        ({"person": "minh", "on_behalf_of": "lan"}, {"person": "lan"}),
        (
            {"person": "minh", "on_behalf_of": "lan"},
            {"person": "nga", "on_behalf_of": "lan"},
        ),
    ],
)
def test_b04_nor_through_a_delegation(first, then):
    law_ = two_opinions()
    case, _ = sign(opened(law_), law_, "directing_body", "agree", actor=signer("BTG", **first))
    with pytest.raises(SamePersonTwice):
        sign(case, law_, "inspection_committee", "agree", actor=signer("UBKT", **then))


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
    law_ = two_opinions()
    case, _ = sign(opened(law_), law_, "directing_body", "agree")
    act = SignOff(
        act_id="other",
        case_id=case.id,
        task_id=case.tasks[0].id,
        outcome=Outcome.DISAGREE,
        reason="muộn",
    )
    with pytest.raises(TaskClosed) as refused:
        decide_sign_off(Attempt(case, law_, signer("BTG"), NOON), act)
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
            Attempt(case, law_, signer("BTG", "b"), NOON),
            SignOff(act_id="x", case_id=case.id, task_id=first, outcome=Outcome.AGREE),
        )


def test_an_unknown_task_is_not_found():
    law_ = two_opinions()
    case = opened(law_)
    with pytest.raises(NotFound):
        decide_sign_off(
            Attempt(case, law_, signer("BTG"), NOON),
            SignOff(act_id="x", case_id=case.id, task_id="no", outcome=Outcome.AGREE),
        )


def test_an_answer_the_step_does_not_offer_is_refused():
    law_ = two_opinions()
    with pytest.raises(OptionNotOffered):
        sign(opened(law_), law_, "directing_body", "passed")


def test_a_disagreement_without_a_reason_is_refused():
    law_ = two_opinions()
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
