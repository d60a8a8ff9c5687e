"""Each invariant, seen red: an act that would break it alone is named by it, and by no other first.

What each means is in docs/invariants.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.directory.actors import Actor
from domain.facts.answers import SignedOff
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import evolve
from domain.facts.hearing import InterestDeclared
from domain.facts.opening import CaseEnded, CaseWithdrawn
from domain.facts.papers import DraftMade, FieldsEntered
from domain.facts.steps import StepCompleted, StepOpened
from domain.facts.votes import BallotOpened, Tally, TallyEntered
from domain.invariants.change import Change
from domain.invariants.check import INVARIANTS, check_invariants
from domain.invariants.errors import Contradiction, Invariant
from domain.law.options import Outcome
from domain.state.case import CaseStatus
from domain.state.task import TaskStatus
from tests.domain.builders import (
    BASIS,
    FINAL,
    NOON,
    OPINION,
    SUBMIT,
    VOTE,
    at_opinions,
    dossier_then_opinions,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
)

OLD = date(2023, 3, 1)
COUNTED = Tally(summoned=3, present=3, issued=3, returned=3, valid=3, in_favour=2)


def broken(change: Change) -> Invariant | None:
    """The invariant that does not hold."""
    try:
        check_invariants(change)
    except Contradiction as found:
        return found.facts["rule"]
    return None


def named(change: Change) -> set[Invariant]:
    return {rule for rule, check in INVARIANTS.items() if list(check(change))}


def change(law_, before, *facts, after=None, history=None) -> Change:
    return Change(before, facts, after or evolve(before, facts), law_, history)


@pytest.fixture
def law_():
    return dossier_then_opinions()


@pytest.fixture
def case(law_):
    return at_opinions(law_)


def signed(task, **more) -> SignedOff:
    said = {
        "task": task.id,
        "step": task.step,
        "round": task.round,
        "outcome": Outcome.AGREE,
        "reason": "",
        "by": signer(task.agency),
        "at": NOON,
    }
    return SignedOff(**said | more)


def test_what_the_engine_does_breaks_none(law_):
    start = opened(law_)
    for role, outcome in (
        ("organization_board", "submitted"),
        ("directing_body", "agree"),
        ("inspection_committee", "disagree"),
        ("state_management", "agree"),
    ):
        after, facts = sign(start, law_, role, outcome)
        assert named(Change(start, tuple(facts), after, law_)) == set()
        start = after
    assert start.status == CaseStatus.DONE


def test_every_invariant_is_described_with_where_it_is_checked():
    assert set(INVARIANTS) == set(Invariant)
    assert [rule for rule, check in INVARIANTS.items() if check.__name__ != rule] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "X"),
        ("subject", "binh"),
        ("press_agency", "X"),
        ("handler", "TU"),
        ("law_digest", "x"),
        ("law_day", OLD),
        ("started_by", "x"),
        ("opened_at", NOON - timedelta(days=1)),
        ("about", "X"),
        ("procedure", "x"),
        ("post", "deputy"),
    ],
)
def test_identity(law_, case, name, value):
    assert broken(change(law_, case, after=replace(case, **{name: value}))) == Invariant.IDENTITY


@pytest.mark.parametrize(
    "later",
    [
        {"status": CaseStatus.OPEN},
        {"outcome": "agree"},
        {"step": "dossier"},
        {"recused": ("x",)},
        {"drafts": (("p", "h"),)},
    ],
)
def test_ended(law_, case, later):
    over = replace(
        case,
        status=CaseStatus.WITHDRAWN,
        tasks=tuple(replace(t, status=TaskStatus.CANCELLED) for t in case.open_tasks),
    )
    assert broken(change(law_, over, after=replace(over, **later))) == Invariant.ENDED


def test_asked(law_, case):
    nobody = replace(
        case, tasks=tuple(replace(t, status=TaskStatus.CANCELLED) for t in case.open_tasks)
    )
    assert broken(change(law_, nobody)) == Invariant.ASKED
    withdrawn = CaseWithdrawn(reason="x", by=officer(), at=NOON)
    assert broken(change(law_, case, withdrawn)) == Invariant.ASKED


def test_one_step(law_, case):
    stray = replace(case.open_tasks[0], step="last")
    assert broken(change(law_, case.with_tasks((stray,)))) == Invariant.ONE_STEP
    assert broken(change(law_, replace(case, step="nowhere"))) == Invariant.ONE_STEP
    assert broken(change(law_, replace(case, round=2))) == Invariant.ONE_STEP


def test_time(law_, case):
    entered = FieldsEntered(task="", step="", round=1, entered=(), by=officer(), at=NOON)
    late = replace(case, last_at=NOON + timedelta(seconds=1))
    assert broken(change(law_, late, entered)) == Invariant.TIME
    earlier = replace(entered, at=NOON - timedelta(seconds=1))
    assert broken(change(law_, replace(case, last_at=NOON), entered, earlier)) == Invariant.TIME
    assert broken(change(law_, replace(case, last_at=NOON), entered)) is None


def test_rows(law_, case):
    task = case.open_tasks[0]
    moved = case.with_task(task.id, opened_at=NOON + timedelta(days=1))
    assert broken(change(law_, case, after=moved)) == Invariant.ROWS
    more = case.with_tasks((replace(task, id="extra"),))
    assert broken(change(law_, case, after=more)) == Invariant.ROWS
    assert broken(change(law_, case, after=case.with_tasks((task,)))) == Invariant.ROWS


def test_task_life(law_, case):
    done, _ = sign(case, law_, "directing_body", "agree")
    task = next(t for t in done.tasks if t.role == "directing_body")
    reworded = signed(task, reason="khác", by=signer(task.agency))
    assert broken(change(law_, done, reworded)) == Invariant.TASK_LIFE
    recalled = done.with_task(task.id, status=TaskStatus.RECALLED)
    assert Invariant.TASK_LIFE in named(change(law_, recalled, signed(task)))


@pytest.mark.parametrize("without", [{"person": ""}, {"outcome": None}, {"answered_at": None}])
def test_answer(law_, case, without):
    task = case.open_tasks[0]
    half = evolve(case, [signed(task)]).with_task(task.id, **without)
    assert broken(change(law_, case, signed(task), after=half)) == Invariant.ANSWER
    not_offered = signed(task, outcome=Outcome.ISSUE)
    assert broken(change(law_, case, not_offered)) == Invariant.ANSWER


@pytest.mark.parametrize("who", [{"person": "an"}, {"on_behalf_of": "an"}, {"person": "officer"}])
def test_own_answer(law_, case, who):
    task = case.open_tasks[0]
    wrong = replace(signer(task.agency), **who)
    assert broken(change(law_, case, signed(task, by=wrong))) == Invariant.OWN_ANSWER


def test_own_answer_also_of_any_other_act(law_, case):
    entered = FieldsEntered(task="", step="", round=1, entered=(), by=officer(person="an"), at=NOON)
    assert broken(change(law_, case, entered)) == Invariant.OWN_ANSWER


@pytest.mark.parametrize("by", ["head-BTG", "taker"])
def test_once(law_, case, by):
    case, _ = sign(case, law_, "directing_body", "agree")
    task = next(t for t in case.open_tasks)
    actor = Actor(by, task.agency, "", frozenset(), "" if by == "head-BTG" else "head-BTG")
    facts = [signed(task, by=actor)]
    assert Invariant.ONCE in named(change(law_, case, *facts))


def test_aside(law_, case):
    aside = replace(case, recused=("head-BTG",))
    task = case.open_tasks[0]
    assert broken(change(law_, aside, signed(task))) == Invariant.ASIDE
    assert broken(change(law_, aside, after=case)) == Invariant.ASIDE
    declared = InterestDeclared(person="an", relation="kin", note="", by=officer(), at=NOON)
    assert broken(change(law_, case, declared)) == Invariant.ASIDE


def test_route(law_, case):
    jumped = StepCompleted(step="opinions", round=1, leads_to="last", at=NOON)
    assert broken(change(law_, case, jumped)) == Invariant.ROUTE
    first = case.tasks[0]
    again = replace(first, id="new", status=TaskStatus.OPEN, outcome=None, person="")
    again = replace(again, answered_at=None, position="", reason="")
    reopened = StepOpened(step="dossier", round=2, tasks=(again,), at=NOON)
    assert Invariant.ROUTE in named(change(law_, case, reopened))
    ended = CaseEnded(status="done", outcome="", at=NOON)
    assert Invariant.ROUTE in named(change(law_, case, ended))


def test_route_of_an_opening_counts_rounds_and_asks_whom_the_step_asks(law_, case):
    one, facts = sign(case, law_, "directing_body", "agree")
    last, facts = sign(one, law_, "inspection_committee", "agree")
    *before, step_ = facts
    assert isinstance(step_, StepOpened)
    assert broken(Change(one, tuple(facts), last, law_)) is None
    for wrong in (replace(step_, round=2), replace(step_, tasks=())):
        assert Invariant.ROUTE in named(change(law_, one, *before, wrong))


def ballot_law():
    return law(step("vote", "ballot", ["directing_body"], VOTE, vote="over_half_of_members"))


def test_count():
    law_ = ballot_law()
    case = opened(law_)
    (task,) = case.open_tasks
    reported = signed(task, outcome=Outcome.PASSED)
    assert Invariant.COUNT in named(change(law_, case, reported))
    entered = TallyEntered(task=task.id, tally=COUNTED, by=officer(), at=NOON)
    other = signed(task, outcome=Outcome.PASSED, tally=replace(COUNTED, in_favour=3))
    assert Invariant.COUNT in named(change(law_, case, entered, other))
    same = replace(other, tally=COUNTED)
    assert Invariant.COUNT not in named(change(law_, case, entered, same))
    more = replace(COUNTED, valid=4)
    unbalanced = (replace(entered, tally=more), replace(other, tally=more))
    assert Invariant.COUNT in named(change(law_, case, *unbalanced))


def test_ballot():
    law_ = ballot_law()
    case = opened(law_)
    (task,) = case.open_tasks
    called = BallotOpened(task=task.id, members=("a", "b"), choices=(), by=officer(), at=NOON)
    assert broken(change(law_, case, called)) is None
    done = evolve(case, [signed(task, outcome=Outcome.PASSED, tally=COUNTED)])
    assert Invariant.BALLOT in named(change(law_, done, called))
    plain = dossier_then_opinions()
    (other,) = opened(plain).open_tasks
    assert broken(change(plain, opened(plain), replace(called, task=other.id))) == Invariant.BALLOT


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


def decided(law_, case, history=(), **more) -> Change:
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
    return change(law_, case, answer, issued, *end, history=history)


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


def test_opinion_options_are_what_the_builders_say():
    assert OPINION["options"][0]["outcome"] == Outcome.AGREE
