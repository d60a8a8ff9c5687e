"""What of a case belongs to the person it is about, on the facts of a played case."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from domain.cases.subject_view import subject_part
from domain.facts.decisions import DecisionIssued
from domain.facts.hearing import Served
from domain.hearing.hearing import Serving
from tests.looking import read
from tests.playing import opened


@pytest.fixture
def history(lite):
    play = opened(lite, "discipline")
    play.until("")
    serve_paper(
        lite,
        Act(act_id="s", case_id=play.id, person="lethuha"),
        Serving(what="decision", on=lite.today(), proof="Ký nhận"),
    )
    return play.case, read(lite.engine, lambda uow: uow.cases.facts(play.id))


def without(facts, kind, what=""):
    return [f for f in facts if not (isinstance(f, kind) and getattr(f, "what", "") == what)]


def test_a_decision_is_theirs_only_when_issued_and_then_served(history):
    case, facts = history
    assert subject_part(case, facts).decision is not None
    assert subject_part(case, without(facts, Served, "decision")).decision is None
    assert subject_part(case, without(facts, DecisionIssued)).decision is None
    issued = next(fact for fact in facts if isinstance(fact, DecisionIssued))
    assert subject_part(case, [*without(facts, DecisionIssued), issued]).decision is None


def test_only_questions_put_to_the_person_and_only_their_papers(history):
    case, facts = history
    own = subject_part(case, facts)
    assert [task.step for task in own.answered] == ["explanation"]
    assert (own.asked, own.given) == ((), ())
    assert own.task(case.tasks[0].id) is None
