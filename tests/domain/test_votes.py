"""Votes: the worked examples of the law files by their ids, and the properties behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadTally, NoQuorum
from domain.facts import Tally
from domain.options import Outcome
from domain.voting import (
    RULES,
    explain,
    expulsion_proposed,
    going_on,
    has_quorum,
    judge,
    other_person_passes,
    over_half,
    party_vote_passes,
)


def tally(summoned, in_favour, present=None):
    here = summoned if present is None else present
    return Tally(summoned, here, here, here, here, in_favour)


def test_b_1a_quorum_is_two_thirds_of_those_summoned():
    assert (has_quorum(31, 20), has_quorum(31, 21)) == (False, True)
    assert (has_quorum(30, 19), has_quorum(30, 20)) == (False, True)


def test_j01_nobody_present_is_no_meeting():
    with pytest.raises(NoQuorum):
        judge(RULES["over_half_of_summoned"], tally(20, 0, present=0))


@pytest.mark.parametrize(
    ("rule", "counts", "expected"),
    [
        pytest.param("over_half_of_summoned", tally(31, 15, 28), Outcome.FAILED, id="B-2a 15"),
        pytest.param("over_half_of_summoned", tally(31, 16, 28), Outcome.PASSED, id="B-2a 16"),
        pytest.param("over_half_of_summoned", tally(20, 10), Outcome.TIED, id="TC-11, BL-4a"),
        pytest.param("over_half_of_members", tally(6, 3), Outcome.TIED, id="BL-4a collective"),
        pytest.param("at_least_half_of_members", tally(6, 3), Outcome.PASSED, id="M-2a passes"),
        pytest.param("at_least_half_of_members", tally(6, 2), Outcome.FAILED, id="M-2a reports"),
        pytest.param("council_majority", tally(3, 2), Outcome.PASSED, id="K-12a first vote"),
    ],
)
def test_votes(rule, counts, expected):
    assert judge(RULES[rule], counts) == expected


def test_j04_the_minutes_name_the_base_of_the_percentage():
    said = explain(RULES["over_half_of_summoned"], tally(31, 16, 28))
    assert said == "16/31 = 51,61 % (tổng số người được triệu tập; cần > 50 %)"


def test_b_2c_nobody_at_thirty_percent_means_stop_and_report():
    assert going_on({"A": 11, "B": 10, "C": 10, "D": 9}, 40) == ()


def test_tc_11_nobody_above_half_lets_all_with_thirty_percent_go_on():
    assert going_on({"A": 10, "B": 6, "C": 4}, 20) == ("A", "B")


def test_b_3a_another_person_needs_two_thirds_of_all_members():
    assert [other_person_passes(v, n) for v, n in ((3, 5), (4, 5), (4, 6))] == [False, True, True]


def test_k_25a_party_votes_of_a_cell_of_fifteen():
    assert [expulsion_proposed(v, 15) for v in (9, 10)] == [False, True]
    assert [party_vote_passes(v, 15) for v in (7, 8)] == [False, True]


@pytest.mark.parametrize(
    "counts",
    [
        Tally(20, 21, 20, 20, 20, 10), Tally(20, 20, 21, 20, 20, 10), Tally(20, 20, 20, 21, 20, 1),
        Tally(20, 20, 20, 19, 20, 1), Tally(20, 20, 20, 20, 20, 21), Tally(0, 0, 0, 0, 0, 0),
        Tally(20, 20, 20, 20, 20, -1),
    ],
)  # fmt: skip
def test_b_5_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(BadTally):
        judge(RULES["over_half_of_members"], counts)


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=6),
       st.integers(1, 40))  # fmt: skip
def test_nobody_at_or_below_the_threshold_is_ever_chosen(votes, summoned):
    assert all(2 * votes[name] > summoned for name in over_half(votes, summoned))
    for name in going_on(votes, summoned):
        assert 2 * votes[name] > summoned or 10 * votes[name] >= 3 * summoned
