"""The sums themselves, at each of their edges."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.errors import BadTally
from domain.facts.votes import Tally
from domain.votes.arithmetic import (
    adding_up,
    check_counts,
    has_quorum,
    over_half,
    party_vote_passes,
    share,
)

HEAVIEST = ("removal", "warning", "reprimand")
CHAIN = ("in_favour", "valid", "returned", "issued", "present", "summoned")


def test_j01_nobody_summoned_is_no_quorum():
    """J01: whoever is not present adds nothing; of nobody, nobody is no two thirds."""
    assert not has_quorum(0, 0)


@pytest.mark.parametrize(("less", "more"), list(pairwise(CHAIN)))
def test_counts_that_do_not_balance_name_the_two(less, more):
    wrong = dict.fromkeys(CHAIN, 20) | dict.fromkeys(CHAIN[CHAIN.index(more) :], 19)
    with pytest.raises(BadTally) as refused:
        check_counts(Tally(**wrong))
    told = refused.value.facts
    assert (told["rule"], told["less"], told["more"]) == (BadTally.Rule.MORE_THAN, less, more)
    assert (told["few"], told["many"]) == (20, 19)


def test_more_names_than_valid_ballots_are_named_as_such():
    with pytest.raises(BadTally) as refused:
        check_counts(Tally(**dict.fromkeys(CHAIN, 3), votes=(("an", 2), ("ba", 2))))
    told = refused.value.facts
    assert (told["less"], told["few"], told["more"], told["many"]) == ("votes", 4, "valid", 3)


@pytest.mark.parametrize(
    ("count", "base", "said"),
    [(1, 1, "1/1 = 100,00 %"), (2, 3, "2/3 = 66,66 %"), (0, 0, "0/0 = 0,00 %")],
)
def test_a_share_is_cut_and_never_rounded_up(count, base, said):
    assert share(count, base) == said


def test_of_several_above_half_the_one_with_most_is_taken():
    assert over_half({"an": 9, "ba": 8}, 10) == ("an",)


def test_exactly_half_passes_no_party_vote():
    assert not party_vote_passes(7, 14)
    assert party_vote_passes(8, 14)


def test_adding_up_needs_more_than_half_too():
    assert adding_up({"removal": 1, "warning": 1}, 4, HEAVIEST) == ""
    assert adding_up({"removal": 1, "warning": 1, "reprimand": 1}, 4, HEAVIEST) == "reprimand"
