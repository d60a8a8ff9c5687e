"""Worked examples of the votes through the door: the meeting before and the body that votes count."""

from __future__ import annotations

import pytest

from actions.votes.votes import count_votes
from domain.facts.progress import SignedOff, Tally
from domain.law.options import Outcome
from domain.votes.ballots import Count
from tests.playing import SIGNERS, opened


def counted_names(play, members, votes):
    """A paper count of names, entered by the officer and a signer of the body that votes."""
    task = play.case.open_tasks[0]
    cast = sum(votes.values())
    tally = Tally(
        members, members, members, cast, cast, votes["ythongeban"], tuple(sorted(votes.items()))
    )
    for person in ("lethuha", SIGNERS[task.agency]):
        wish = Count(f"{task.id}:{person}", play.id, task.id, tally)
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
    tally = Tally(15, 15, 15, 15, 15, 8, (("expulsion", 8), ("warning", 7)))
    for person in ("lethuha", SIGNERS[agency]):
        done = count_votes(lite, Count(f"{task}:{person}", play.id, task, tally), person=person)
    assert play.case.find_task(task).outcome == outcome, done.facts
