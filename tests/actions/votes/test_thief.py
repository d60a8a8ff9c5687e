"""Security 1: copies of all files after every vote, and two slips, tell nothing of a vote.

The large form, 10,000 guesses, is `python -m tests.thief`.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import domain.votes.box
from domain.votes.group import base, generator, plus, reduced, times
from domain.votes.slips import secret_of
from domain.votes.sums import pairs
from tests.playing import opened
from tests.thief import STOLEN, guess_all, rob, states

VOTERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")


def robbed(app, seed=1):
    play = opened(app)
    play.until("standing_vote")
    return rob(play, VOTERS, random.Random(seed))


def test_copies_and_two_slips_are_no_better_than_the_result(app):
    loot = robbed(app)
    found = states(loot)
    assert sorted(len(who) for who in found) == [0, 1, 2, 3, 4, 5]  # the thief is not blind
    assert len({len(sums) for sums in found.values()}) == 1
    assert len(loot.slips) == STOLEN
    score = guess_all([loot])
    assert (score.guesses, score.told) == (len(VOTERS), 0)
    assert score.safe


def test_no_slip_and_no_secret_of_a_teller_is_in_any_file(app):
    loot = robbed(app)
    for slip in loot.all_slips:
        letters = slip.replace(" ", "")
        traces = (slip.encode(), letters.encode(), secret_of(slip, f"{loot.task}#1"))
        for trace in (*traces, traces[2].hex().encode()):
            assert not any(trace in copy for copy in loot.copies)


def only_the_chosen(sums, key, place, chance):
    """The others stay as they were."""
    found = list(pairs(sums))
    by = reduced(chance(64))
    first, second = found[place]
    found[place] = (
        plus(first, base(by)),
        plus(plus(second, generator()), times(by, key)),
    )
    return b"".join(a + b for a, b in found)


def one_for_all(sums, key, place, chance):
    """All are re-randomised, by the same number."""
    by = reduced(chance(64))
    return b"".join(
        plus(first, base(by))
        + plus(plus(second, times(by, key)), generator() if at == place else bytes(32))
        for at, (first, second) in enumerate(pairs(sums))
    )


def not_at_all(sums, key, place, chance):
    """Counted, not encrypted."""
    return b"".join(
        first + (plus(second, generator()) if at == place else second)
        for at, (first, second) in enumerate(pairs(sums))
    )


@pytest.mark.parametrize("broken", [only_the_chosen, one_for_all, not_at_all])
def test_the_thief_reads_every_vote_of_a_weaker_box(lite, monkeypatch, broken):
    monkeypatch.setattr(domain.votes.box, "with_one", broken)
    monkeypatch.setattr("tests.thief.finish", lambda *_: None)  # not all of them can be opened
    loot = robbed(lite)
    score = guess_all([loot])
    assert score.right == len(VOTERS)
    assert not score.safe


def test_two_stolen_slips_open_nothing_and_three_open_everything(lite):
    """The copies do hold the votes: with all slips they are read, so that two are not enough is
    what protects them."""
    loot = robbed(lite)
    score = guess_all([replace(loot, slips=loot.all_slips)])
    assert score.right == len(VOTERS)
