"""Each invariant, seen red: an act that would break it alone is named by it, and by no other first.

What each means is in docs/invariants.md.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.calendar.workdays import Due
from domain.directory.actors import Actor
from domain.facts.fact import evolve
from domain.facts.hearing import InterestDeclared
from domain.facts.opening import CaseEnded, CaseWithdrawn
from domain.facts.papers import FieldsEntered
from domain.facts.steps import DeadlineMoved, StepCompleted, StepOpened
from domain.invariants.check import INVARIANTS
from domain.invariants.errors import Invariant
from domain.invariants.transition import Transition
from domain.law.options import Outcome
from domain.state.case import CaseStatus
from domain.state.task import TaskStatus
from tests.domain.builders import (
    NOON,
    at_opinions,
    dossier_then_opinions,
    officer,
    opened,
    sign,
    signer,
)
from tests.domain.invariants.breaking import broken, moved, named, signed

OLD = date(2023, 3, 1)


@pytest.fixture
def law_():
    return dossier_then_opinions()


@pytest.fixture
def case(law_):
    return at_opinions(law_)


def test_what_the_engine_does_breaks_none(law_):
    start = opened(law_)
    for role, outcome in (
        ("organization_board", "submitted"),
        ("directing_body", "agree"),
        ("inspection_committee", "disagree"),
        ("state_management", "agree"),
    ):
        after, facts = sign(start, law_, role, outcome)
        assert named(Transition(start, tuple(facts), after, law_)) == set()
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
    assert broken(moved(law_, case, after=replace(case, **{name: value}))) == Invariant.IDENTITY


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
    assert broken(moved(law_, over, after=replace(over, **later))) == Invariant.ENDED


def test_asked(law_, case):
    nobody = replace(
        case, tasks=tuple(replace(t, status=TaskStatus.CANCELLED) for t in case.open_tasks)
    )
    assert broken(moved(law_, nobody)) == Invariant.ASKED
    withdrawn = CaseWithdrawn(reason="x", by=officer(), at=NOON)
    assert broken(moved(law_, case, withdrawn)) == Invariant.ASKED


def test_one_step(law_, case):
    stray = replace(case.open_tasks[0], step="last")
    assert broken(moved(law_, case.with_tasks((stray,)))) == Invariant.ONE_STEP
    assert broken(moved(law_, replace(case, step="nowhere"))) == Invariant.ONE_STEP
    assert broken(moved(law_, replace(case, round=2))) == Invariant.ONE_STEP


def test_time(law_, case):
    entered = FieldsEntered(task="", step="", round=1, entered=(), by=officer(), at=NOON)
    late = replace(case, last_at=NOON + timedelta(seconds=1))
    assert broken(moved(law_, late, entered)) == Invariant.TIME
    earlier = replace(entered, at=NOON - timedelta(seconds=1))
    assert broken(moved(law_, replace(case, last_at=NOON), entered, earlier)) == Invariant.TIME
    assert broken(moved(law_, replace(case, last_at=NOON), entered)) is None


def test_rows(law_, case):
    task = case.open_tasks[0]
    shifted = case.with_task(task.id, opened_at=NOON + timedelta(days=1))
    assert broken(moved(law_, case, after=shifted)) == Invariant.ROWS
    more = case.with_tasks((replace(task, id="extra"),))
    assert broken(moved(law_, case, after=more)) == Invariant.ROWS
    assert broken(moved(law_, case, after=case.with_tasks((task,)))) == Invariant.ROWS


def test_task_life(law_, case):
    done, _ = sign(case, law_, "directing_body", "agree")
    task = next(t for t in done.tasks if t.role == "directing_body")
    reworded = signed(task, reason="khác", by=signer(task.agency))
    assert broken(moved(law_, done, reworded)) == Invariant.TASK_LIFE
    recalled = done.with_task(task.id, status=TaskStatus.RECALLED)
    assert Invariant.TASK_LIFE in named(moved(law_, recalled, signed(task)))


@pytest.mark.parametrize("without", [{"person": ""}, {"outcome": None}, {"answered_at": None}])
def test_answer(law_, case, without):
    task = case.open_tasks[0]
    half = evolve(case, [signed(task)]).with_task(task.id, **without)
    assert broken(moved(law_, case, signed(task), after=half)) == Invariant.ANSWER
    not_offered = signed(task, outcome=Outcome.ISSUE)
    assert broken(moved(law_, case, not_offered)) == Invariant.ANSWER


@pytest.mark.parametrize("who", [{"person": "an"}, {"on_behalf_of": "an"}, {"person": "officer"}])
def test_own_answer(law_, case, who):
    task = case.open_tasks[0]
    wrong = replace(signer(task.agency), **who)
    assert broken(moved(law_, case, signed(task, by=wrong))) == Invariant.OWN_ANSWER


def test_own_answer_also_of_any_other_act(law_, case):
    entered = FieldsEntered(task="", step="", round=1, entered=(), by=officer(person="an"), at=NOON)
    assert broken(moved(law_, case, entered)) == Invariant.OWN_ANSWER


@pytest.mark.parametrize("by", ["head-BTG", "taker"])
def test_once(law_, case, by):
    case, _ = sign(case, law_, "directing_body", "agree")
    task = next(t for t in case.open_tasks)
    actor = Actor(by, task.agency, "", frozenset(), "" if by == "head-BTG" else "head-BTG")
    facts = [signed(task, by=actor)]
    assert Invariant.ONCE in named(moved(law_, case, *facts))


def test_aside(law_, case):
    aside = replace(case, recused=("head-BTG",))
    task = case.open_tasks[0]
    assert broken(moved(law_, aside, signed(task))) == Invariant.ASIDE
    assert broken(moved(law_, aside, after=case)) == Invariant.ASIDE
    declared = InterestDeclared(person="an", relation="kin", note="", by=officer(), at=NOON)
    assert broken(moved(law_, case, declared)) == Invariant.ASIDE


def test_a_calendar_that_has_changed_is_no_act_of_who_stepped_aside(law_, case):
    (task, *_) = case.open_tasks
    due = Due(NOON.date(), 1, "working_days", NOON.date(), NOON.date())
    shifted = DeadlineMoved(
        task=task.id, before=NOON.date(), due=due, document="x", by=officer(), at=NOON
    )
    assert broken(moved(law_, replace(case, recused=("officer",)), shifted)) is None


def test_route(law_, case):
    jumped = StepCompleted(step="opinions", round=1, leads_to="last", at=NOON)
    assert broken(moved(law_, case, jumped)) == Invariant.ROUTE
    first = case.tasks[0]
    again = replace(first, id="new", status=TaskStatus.OPEN, outcome=None, person="")
    again = replace(again, answered_at=None, position="", reason="")
    reopened = StepOpened(step="dossier", round=2, tasks=(again,), at=NOON)
    assert Invariant.ROUTE in named(moved(law_, case, reopened))
    ended = CaseEnded(status="done", outcome="", at=NOON)
    assert Invariant.ROUTE in named(moved(law_, case, ended))


def test_route_of_an_opening_counts_rounds_and_asks_whom_the_step_asks(law_, case):
    one, facts = sign(case, law_, "directing_body", "agree")
    last, facts = sign(one, law_, "inspection_committee", "agree")
    *before, step_ = facts
    assert isinstance(step_, StepOpened)
    assert broken(Transition(one, tuple(facts), last, law_)) is None
    for wrong in (replace(step_, round=2), replace(step_, tasks=())):
        assert Invariant.ROUTE in named(moved(law_, one, *before, wrong))
