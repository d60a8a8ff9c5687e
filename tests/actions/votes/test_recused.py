"""Case-core 6: who steps aside after the opening is in no sum, as if before it."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file
from actions.execute import Act
from actions.hearing.recuse import step_aside
from documents.content.ballot_record import sums_of
from domain.errors import BallotNotOpen
from domain.facts.votes import BallotClosed
from domain.law.options import Outcome
from tests.balloting import call, close, finish, hand_out, seal, share, void, vote
from tests.playing import opened

TIED = "hlinhnie"
OTHERS = ("phamquochung", "buithanhmai", "vominhtri", "ymoaeban", "lehoangkhue")


@pytest.fixture
def play(lite):
    play = opened(lite)
    play.until("standing_vote")
    return play


def aside(play):
    step_aside(
        play.app, Act(act_id="aside", case_id=play.id, person=TIED), who=TIED, relation="sibling"
    )


def three_of_five(play, task, slips):
    vote(play, task, {p: "agree" if n < 3 else "against" for n, p in enumerate(OTHERS)})
    return finish(play, task, slips)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_the_result_is_the_same_whenever_they_step_aside(play, after):
    """Three of five pass; of six they would be half."""
    if not after:
        aside(play)
    task = call(play, (*OTHERS, TIED) if after else OTHERS)
    slips = hand_out(play, task)
    if after:
        aside(play)
    closed = next(f for f in three_of_five(play, task, slips).facts if isinstance(f, BallotClosed))
    assert (closed.tally.summoned, closed.tally.in_favour) == (5, 3)
    assert closed.recused == ((TIED,) if after else ())
    assert play.case.find_task(task).outcome == Outcome.PASSED


@pytest.mark.parametrize("opened_first", [False, True], ids=["voting", "opened"])
def test_a_ballot_already_cast_by_who_steps_aside_is_held_anew(play, opened_first):
    """Also where the tellers have opened it: the sums are spoilt, so a new ballot is no choice
    among results."""
    task = call(play, (*OTHERS, TIED))
    slips = hand_out(play, task)
    vote(play, task, {TIED: "agree", "buithanhmai": "agree"})
    if opened_first:
        seal(play, task, early="vắng")
        share(play, task, slips)
    aside(play)
    with pytest.raises(BallotNotOpen) as refused:
        close(play, task) if opened_first else seal(play, task, early="vắng")
    assert refused.value.facts["rule"] == "recused_voted"
    void(play, task, "Một người đã bỏ phiếu rút khỏi hồ sơ")
    call(play, OTHERS, act_id="anew")
    receipt = three_of_five(play, task, hand_out(play, task))
    assert receipt.case.find_task(task).outcome == Outcome.PASSED


def test_the_minutes_tell_apart_who_stepped_aside_was_absent_and_voted_blank(play):
    """Called, stepped aside, absent, blank: four things, each with its count."""
    task = call(play, (*OTHERS, TIED))
    slips = hand_out(play, task)
    aside(play)
    vote(play, task, dict(zip(OTHERS, ("agree", "agree", "agree", "blank"), strict=False)))
    seal(play, task, early="một người vắng")
    share(play, task, slips)
    close(play, task)
    counts = dict(sums_of(case_file(play.app, play.id), play.case.find_task(task))["counts"])
    assert list(counts.values()) == [5, 1, 4, 1, 4, 4, 3, 1]
    assert counts["Số người được gọi rồi không tham gia vì có quan hệ"] == 1
    assert counts["Số người vắng mặt"] == 1
    assert counts["Số phiếu trắng"] == 1
