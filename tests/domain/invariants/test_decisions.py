"""Invariants of votes and decisions, each seen red; see test_invariants.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.facts.decisions import DecisionIssued
from domain.facts.fact import evolve
from domain.facts.opening import CaseEnded
from domain.facts.papers import DraftMade
from domain.facts.steps import StepCompleted
from domain.facts.votes import BallotOpened, Tally, TallyEntered
from domain.invariants.errors import Invariant
from domain.invariants.transition import Transition
from domain.law.options import Outcome
from tests.domain.builders import (
    BASIS,
    FINAL,
    NOON,
    SUBMIT,
    VOTE,
    dossier_then_opinions,
    law,
    officer,
    opened,
    sign,
    step,
)
from tests.domain.invariants.breaking import broken, moved, named, signed

COUNTED = Tally(summoned=3, present=3, issued=3, returned=3, valid=3, in_favour=2)


def ballot_law():
    return law(step("vote", "ballot", ["directing_body"], VOTE, vote="over_half_of_members"))


def test_count():
    law_ = ballot_law()
    case = opened(law_)
    (task,) = case.open_tasks
    reported = signed(task, outcome=Outcome.PASSED)
    assert Invariant.COUNT in named(moved(law_, case, reported))
    entered = TallyEntered(task=task.id, tally=COUNTED, by=officer(), at=NOON)
    other = signed(task, outcome=Outcome.PASSED, tally=replace(COUNTED, in_favour=3))
    assert Invariant.COUNT in named(moved(law_, case, entered, other))
    same = replace(other, tally=COUNTED)
    assert Invariant.COUNT not in named(moved(law_, case, entered, same))
    more = replace(COUNTED, valid=4)
    unbalanced = (replace(entered, tally=more), replace(other, tally=more))
    assert Invariant.COUNT in named(moved(law_, case, *unbalanced))


def test_ballot():
    law_ = ballot_law()
    case = opened(law_)
    (task,) = case.open_tasks
    called = BallotOpened(task=task.id, members=("a", "b"), choices=(), by=officer(), at=NOON)
    assert broken(moved(law_, case, called)) is None
    done = evolve(case, [signed(task, outcome=Outcome.PASSED, tally=COUNTED)])
    assert Invariant.BALLOT in named(moved(law_, done, called))
    plain = dossier_then_opinions()
    (other,) = opened(plain).open_tasks
    assert broken(moved(plain, opened(plain), replace(called, task=other.id))) == Invariant.BALLOT


def issuing():
    gate = {"name": "consents_on_file", "basis": [BASIS]}
    consent = {
        "id": "O-consent",
        "options": [
            {"outcome": "consented", "vi": "thống nhất", "en": "consented"},
            {"outcome": "differs", "vi": "khác", "en": "differs"},
        ],
    }
    return law(
        step("send", "submission", ["organization_board"], SUBMIT, then="consent"),
        step("consent", "consent", ["directing_body"], consent, then="issue"),
        step("issue", "issue", ["state_management"], FINAL, approves="decision", gates=[gate]),
    )


def ready(consent="consented"):
    law_ = issuing()
    case, _ = sign(opened(law_), law_, "organization_board", "submitted")
    case, _ = sign(case, law_, "directing_body", consent)
    draft = DraftMade(
        paper="decision", step="issue", round=1, number=1, content="hash", size=1, at=NOON
    )
    return law_, draft.apply(case)


def decided(law_, case, history=(), **more) -> Transition:
    (task,) = case.open_tasks
    answer = signed(task, outcome=Outcome.ISSUE, read="hash")
    issued = DecisionIssued(
        **{
            "paper": "decision",
            "series": "s",
            "number": 1,
            "symbol": "01",
            "dated": NOON.date(),
            "signer": "x",
            "approved": "hash",
            "by": answer.by,
            "at": NOON,
        }
        | more
    )
    end = [
        StepCompleted(step="issue", round=1, leads_to="end", at=NOON),
        CaseEnded(status="done", outcome="issue", at=NOON),
    ]
    return moved(law_, case, answer, issued, *end, history=history)


def test_a_decision_that_rests_on_what_it_must_breaks_none():
    assert named(decided(*ready())) == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"approved": "other"},
        {"dated": NOON.date() + timedelta(days=1)},
        {"dated": NOON.date() - timedelta(days=1)},
        {"number": 0},
        {"symbol": ""},
        {"overridden": ("x",)},
        {"overridden": ("x",), "confirmed": "vì sao"},
    ],
)
def test_decision(wrong):
    assert broken(decided(*ready(), **wrong)) == Invariant.DECISION


def test_decision_is_the_only_one_and_comes_with_its_answer():
    law_, case = ready()
    once = decided(law_, case)
    assert broken(replace(once, history=once.facts)) == Invariant.DECISION
    without = tuple(f for f in once.facts if not isinstance(f, DecisionIssued))
    assert Invariant.DECISION in named(replace(once, facts=without))


def test_gates():
    law_, case = ready("differs")
    assert broken(decided(law_, case)) == Invariant.GATES
    answered_for = {"overridden": ("consents_on_file",), "confirmed": "vì sao", "document": "1/TB"}
    assert broken(decided(law_, case, **answered_for)) is None
