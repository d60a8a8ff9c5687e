"""Answers that came on paper, votes and issuing: what else a sign-off must carry."""

from __future__ import annotations

from datetime import date

import pytest

from domain.cases.attempt import Attempt
from domain.cases.sign_off import SignOff, decide_sign_off
from domain.directory.actors import Actor, Power
from domain.errors import (
    BadInput,
    NotAllowed,
    NotYourTask,
    SelfApproval,
    StaleDraft,
)
from domain.facts.answers import PaperReply, SignedOff
from domain.facts.fact import evolve
from domain.facts.papers import DraftMade
from domain.law.options import Outcome
from tests.domain.builders import (
    DAY,
    FINAL,
    NOON,
    OPINION,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
    task_of,
    two_opinions,
)


def issue_law():
    return law(step("issue", "issue", ["governing_body"], FINAL, approves="decision_appoint"))


def drafted(case, content, number=1):
    return evolve(
        case,
        [
            DraftMade(
                paper="decision_appoint",
                step="issue",
                round=1,
                number=number,
                content=content,
                size=9,
                at=NOON,
            )
        ],
    )


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
    act = SignOff(
        act_id="p", case_id=case.id, task_id=task_of(case, role), outcome=Outcome.AGREE, paper=paper
    )
    return decide_sign_off(Attempt(case, law_, actor, NOON), act)


def test_an_officer_of_the_handling_agency_records_an_answer_on_paper():
    law_ = two_opinions()
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
    law_ = two_opinions()
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
    law_ = two_opinions()
    with pytest.raises(BadInput):
        recorded(opened(law_), law_, officer(), reply(dated=dated, received=received))


def test_only_the_power_to_sign_answers_not_the_power_to_audit():
    law_ = two_opinions()
    auditor = Actor("aud", "BTG", "Thanh tra", frozenset({Power.AUDIT}))
    with pytest.raises(NotAllowed):
        sign(opened(law_), law_, "directing_body", "agree", actor=auditor)
