"""Worked examples of votes through the door, with the meeting before and the body that votes."""

from __future__ import annotations

import pytest

from actions.votes.votes import count_votes
from domain.facts.answers import SignedOff
from domain.facts.votes import Tally
from domain.law.options import Outcome
from domain.votes.ballots import Count
from tests.playing import SIGNERS, opened


def everybody(members, in_favour, votes):
    """All came, and every ballot was valid."""
    return Tally(
        summoned=members,
        present=members,
        issued=members,
        returned=members,
        valid=members,
        in_favour=in_favour,
        votes=votes,
    )


def count(play, task, person, tally):
    return Count(act_id=f"{task}:{person}", case_id=play.id, task_id=task, tally=tally)


def counted_names(play, members, votes):
    """A paper count of names, entered by the officer and a signer of the body that votes."""
    task = play.case.open_tasks[0]
    votes_ = tuple(sorted(votes.items()))
    tally = everybody(members, votes["ythongeban"], votes_)
    for person in ("lethuha", SIGNERS[task.agency]):
        wish = count(play, task.id, person, tally)
        done = count_votes(play.app, wish, person=person)
    return next(fact.outcome for fact in done.facts if isinstance(fact, SignedOff))


@pytest.mark.parametrize(
    ("other", "outcome"), [(3, Outcome.FAILED), (4, Outcome.OTHER_CHOSEN)], ids=["3 of 5", "4 of 5"]
)
def test_b_3a_the_second_meeting_carries_another_person_by_two_thirds(lite, other, outcome):
    play = opened(lite)
    play.until("enlarged_vote")
    assert counted_names(play, 20, {"ythongeban": 12, "vothimyhanh": 8}) == Outcome.PASSED
    votes = {"ythongeban": 5 - other, "vothimyhanh": other}
    assert counted_names(play, 5, votes) == outcome


@pytest.mark.parametrize(
    ("agency", "outcome"), [("UBKTTU", Outcome.DEADLOCK), ("BTVTU", Outcome.EXPULSION)]
)
def test_k_25a_eight_of_fifteen_expel_only_where_the_body_decides(lite, agency, outcome):
    play = opened(lite, "discipline")
    play.until("party_discipline")
    task = play.task(agency)
    tally = everybody(15, 8, (("expulsion", 8), ("warning", 7)))
    for person in ("lethuha", SIGNERS[agency]):
        done = count_votes(lite, count(play, task, person, tally), person=person)
    assert play.case.find_task(task).outcome == outcome, done.facts
