"""A ballot opened and a count entered twice under one form id say the same, or are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.votes.votes import count_votes
from domain.errors import ActIdReused
from domain.votes.ballots import Count
from tests.actions.votes.test_ballots import COUNTED, enter, task
from tests.balloting import call
from tests.playing import SIGNERS, opened


def test_a_count_sent_again_with_another_reason_is_another_act(lite):
    play = opened(lite)
    play.until("standing_vote")
    enter(play, COUNTED, "lethuha")
    count = Count(
        act_id="twice", case_id=play.id, task_id=task(play), tally=COUNTED, reason="đủ phiếu"
    )
    assert not count_votes(lite, count, person=SIGNERS["BTVTU"]).repeated
    assert count_votes(lite, replace(count, reason=" đủ phiếu "), person=SIGNERS["BTVTU"]).repeated
    for other in ({"reason": "khác"}, {"tally": replace(COUNTED, in_favour=3)}):
        with pytest.raises(ActIdReused):
            count_votes(lite, replace(count, **other), person=SIGNERS["BTVTU"])


def test_a_ballot_opened_again_with_other_names_on_it_is_another_act(lite):
    play = opened(lite)
    play.until("collective_second")
    called = ("hlinhnie", "phamquochung", "buithanhmai")

    asked = call(play, called, names=("ngoquanghuy",))
    assert call(play, called[::-1], names=("ngoquanghuy",), task=asked) == asked
    with pytest.raises(ActIdReused):
        call(play, called, names=("tranthihoai",), task=asked)
    with pytest.raises(ActIdReused):
        call(play, called[:2], names=("ngoquanghuy",), task=asked)
