"""Case-core 6: who steps aside after the opening is in no sum, as if before it."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.votes.votes import cast, count_votes, open_ballot
from domain.errors import BallotNotOpen
from domain.facts.votes import BallotClosed
from domain.law.options import Outcome
from domain.votes.ballots import BallotRequest, Count
from tests.playing import PlayedCase, opened

TIED = "hlinhnie"
OTHERS = ("phamquochung", "buithanhmai", "vominhtri", "ymoaeban", "lehoangkhue")


@pytest.fixture
def play(lite):
    play = opened(lite)
    play.until("standing_vote")
    return play


def open_(play: PlayedCase, members, act_id="open"):
    task = play.case.open_tasks[0].id
    wish = BallotRequest(act_id=act_id, case_id=play.id, task_id=task, members=members)
    open_ballot(play.app, wish, person="lethuha")
    return task


def aside(play):
    step_aside(
        play.app, Act(act_id="aside", case_id=play.id, person=TIED), who=TIED, relation="sibling"
    )


def three_of_five(play, task):
    for place, person in enumerate(OTHERS):
        cast(play.app, play.id, task, "agree" if place < 3 else "against", person=person)
    wish = Count(act_id="close", case_id=play.id, task_id=task)
    return count_votes(play.app, wish, person="lethuha")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_result_is_the_same_whenever_they_step_aside(play, after):
    """Three of five pass; of six they would be half."""
    if not after:
        aside(play)
    task = open_(play, (*OTHERS, TIED) if after else OTHERS)
    if after:
        aside(play)
    closed = next(f for f in three_of_five(play, task).facts if isinstance(f, BallotClosed))
    assert (closed.tally.summoned, closed.tally.in_favour) == (5, 3)
    assert closed.recused == ((TIED,) if after else ())
    assert play.case.find_task(task).outcome == Outcome.PASSED


def test_a_ballot_already_cast_by_who_steps_aside_is_called_anew(play):
    task = open_(play, (*OTHERS, TIED))
    cast(play.app, play.id, task, "agree", person=TIED)
    aside(play)
    with pytest.raises(BallotNotOpen) as refused:
        three_of_five(play, task)
    assert refused.value.facts["rule"] == "recused_voted"
    open_(play, OTHERS, act_id="anew")
    assert three_of_five(play, task).case.find_task(task).outcome == Outcome.PASSED
