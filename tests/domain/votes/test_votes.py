"""Votes: the worked examples of the law files by their ids, and the properties behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadTally, NoQuorum
from domain.facts.votes import Tally
from domain.law.options import Outcome
from domain.votes.arithmetic import (
    going_on,
    has_quorum,
    over_half,
)
from domain.votes.rules import (
    RULES,
    Shape,
    added_up,
    answers,
    counted,
    explain,
    judge,
)


def tally(summoned, in_favour, present=None):
    here = summoned if present is None else present
    return Tally(
        summoned=summoned, present=here, issued=here, returned=here, valid=here, in_favour=in_favour
    )


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
    assert said == "16/31 = 51,61 % (tổng số người được triệu tập; cần trên 50 %)"


def test_b_2c_nobody_at_thirty_percent_means_stop_and_report():
    assert going_on({"A": 11, "B": 10, "C": 10, "D": 9}, 40) == ()


def test_tc_11_nobody_above_half_lets_all_with_thirty_percent_go_on():
    assert going_on({"A": 10, "B": 6, "C": 4}, 20) == ("A", "B")


def second(members, votes):
    plain = tally(members, 0)
    return counted(RULES["second_collective"], plain, votes, max(votes, key=votes.__getitem__))


@pytest.mark.parametrize(
    ("members", "votes", "expected"),
    [(5, 3, Outcome.FAILED), (5, 4, Outcome.PASSED), (6, 4, Outcome.PASSED)],
)
def test_b_3a_another_person_needs_two_thirds_of_all_members(members, votes, expected):
    """Whom the enlarged meeting did not name; short of it the collective stops and reports."""
    counts = second(members, {"binh": votes, "an": members - votes})
    before = named(20, {"an": 12, "cu": 8})
    assert judge(RULES["second_collective"], counts, "binh", before=before) == expected


def test_b_3_whom_the_enlarged_meeting_named_needs_more_than_half():
    counts, rule = second(5, {"binh": 3, "an": 2}), RULES["second_collective"]
    both_went_on = named(20, {"an": 8, "binh": 10, "cu": 2})
    assert judge(rule, counts, "binh", before=both_went_on) == Outcome.PASSED
    only_an = named(20, {"an": 12, "binh": 8})
    assert judge(rule, counts, "binh", before=only_an) == Outcome.FAILED
    assert judge(rule, counts, "binh") == Outcome.FAILED


def party(form, votes, *, decides=False):
    counts = counted(RULES["party_form"], tally(15, 0), {form: votes}, "")
    return judge(RULES["party_form"], counts, decides=decides)


def test_k_25a_a_cell_of_fifteen_proposes_expulsion_by_ten():
    assert [party("expulsion", votes) for votes in (8, 9, 10)] == ["deadlock"] * 2 + ["expulsion"]
    assert [party("warning", votes) for votes in (7, 8)] == ["deadlock", "warning"]


def test_k_25_who_decides_needs_more_than_half_also_for_expulsion():
    assert [party("expulsion", v, decides=True) for v in (7, 8)] == ["deadlock", "expulsion"]


@pytest.mark.parametrize(
    "counts",
    [
        Tally(summoned=20, present=21, issued=20, returned=20, valid=20, in_favour=10),
        Tally(summoned=20, present=20, issued=21, returned=20, valid=20, in_favour=10),
        Tally(summoned=20, present=20, issued=20, returned=21, valid=20, in_favour=1),
        Tally(summoned=20, present=20, issued=20, returned=19, valid=20, in_favour=1),
        Tally(summoned=20, present=20, issued=20, returned=20, valid=20, in_favour=21),
        Tally(summoned=0, present=0, issued=0, returned=0, valid=0, in_favour=0),
        Tally(summoned=20, present=20, issued=20, returned=20, valid=20, in_favour=-1),
    ],
)
def test_b_5_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(BadTally):
        judge(RULES["over_half_of_members"], counts)


@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=6),
    st.integers(1, 40),
)
def test_nobody_at_or_below_the_threshold_is_ever_chosen(votes, summoned):
    assert all(2 * votes[name] > summoned for name in over_half(votes, summoned))
    for name in going_on(votes, summoned):
        assert 2 * votes[name] > summoned or 10 * votes[name] >= 3 * summoned


@given(st.sampled_from(sorted(RULES)), st.integers(1, 40), st.data())
def test_a_rule_gives_no_answer_that_it_does_not_announce(name, members, data):
    """The check of the law files relies on it: a ballot offers every answer its rule may give."""
    rule = RULES[name]
    choices = ("removal", "warning", "reprimand") if rule.shape == Shape.FORMS else ("an", "ba")
    votes: dict[str, int] = {}
    for choice in choices:
        votes[choice] = data.draw(st.integers(0, members - sum(votes.values())))
    cast = sum(votes.values())
    favour = 0 if rule.shape != Shape.AGREE else votes["an"]
    tally = counted(
        rule,
        Tally(
            summoned=members,
            present=members,
            issued=members,
            returned=cast,
            valid=cast,
            in_favour=favour,
        ),
        votes,
        "an",
    )
    outcome = judge(rule, tally, "an")
    assert outcome in answers(rule) or (rule.shape == Shape.FORMS and outcome in choices)


def named(summoned, votes, subject="an"):
    cast = sum(votes.values())
    plain = Tally(
        summoned=summoned, present=summoned, issued=summoned, returned=cast, valid=cast, in_favour=0
    )
    return counted(RULES["enlarged_meeting"], plain, votes, subject)


@pytest.mark.parametrize(
    ("rule", "votes", "summoned", "expected"),
    [
        pytest.param("enlarged_meeting", {"an": 16, "ba": 15}, 31, "passed", id="above half"),
        pytest.param("enlarged_meeting", {"an": 12, "ba": 19}, 31, "other_chosen", id="other"),
        pytest.param("enlarged_meeting", {"an": 10, "ba": 10}, 20, "goes_on", id="exact half"),
        pytest.param("enlarged_meeting", {"an": 6, "ba": 10, "cu": 4}, 20, "goes_on", id="30 %"),
        pytest.param("enlarged_meeting", {"an": 4, "ba": 10, "cu": 6}, 20, "failed", id="< 30 %"),
        pytest.param(
            "enlarged_meeting", {"an": 11, "ba": 10, "cu": 10, "du": 9}, 40, "failed", id="B-2c"
        ),
        pytest.param("third_collective", {"an": 10, "ba": 10}, 20, "tied", id="two at half"),
        pytest.param("third_collective", {"an": 10, "ba": 9}, 20, "deadlock", id="U-10 alone"),
        pytest.param("third_collective", {"an": 9, "ba": 9}, 20, "failed", id="below half"),
        pytest.param("third_collective", {"an": 11, "ba": 9}, 20, "passed", id="B-4"),
    ],
)
def test_meetings_that_name_one_person_each(rule, votes, summoned, expected):
    assert judge(RULES[rule], named(summoned, votes), "an") == expected


def forms(members, votes):
    cast = sum(votes.values())
    return counted(
        RULES["council_form"],
        Tally(
            summoned=members,
            present=members,
            issued=members,
            returned=cast,
            valid=cast,
            in_favour=0,
        ),
        votes,
        "",
    )


def test_k_12a_second_vote_without_majority_goes_to_the_competent_level():
    split = {"forced_leave": 1, "removal": 1, "reprimand": 1}
    assert judge(RULES["council_form"], forms(3, split)) == Outcome.DEADLOCK
    heaviest_first = ("forced_leave", "removal", "warning", "reprimand")
    assert added_up(RULES["council_form"], forms(3, split), heaviest_first) == "removal"
    clear = forms(3, {"warning": 2, "removal": 1})
    assert added_up(RULES["council_form"], clear, heaviest_first) == ""


def test_a_form_above_half_is_the_answer_itself():
    assert judge(RULES["council_form"], forms(3, {"removal": 2, "warning": 1})) == "removal"
    assert judge(RULES["party_form"], forms(15, {"warning": 8, "removal": 7})) == "warning"


def test_k_25a_a_party_vote_counts_all_members_not_those_who_came():
    tally = Tally(
        summoned=15,
        present=13,
        issued=13,
        returned=13,
        valid=13,
        in_favour=7,
        votes=(("reprimand", 6), ("warning", 7)),
    )
    assert judge(RULES["party_form"], tally) == Outcome.DEADLOCK


def test_ballots_with_names_must_carry_them_and_agree():
    plain = Tally(summoned=20, present=20, issued=20, returned=20, valid=20, in_favour=12)
    for wrong in (
        plain,
        Tally(
            summoned=20,
            present=20,
            issued=20,
            returned=20,
            valid=20,
            in_favour=12,
            votes=(("an", 11),),
        ),
        Tally(
            summoned=20,
            present=20,
            issued=20,
            returned=20,
            valid=20,
            in_favour=11,
            votes=(("an", 11), ("ba", 10)),
        ),
    ):
        with pytest.raises(BadTally):
            judge(RULES["third_collective"], wrong, "an")
    with pytest.raises(BadTally):
        judge(
            RULES["over_half_of_members"],
            Tally(
                summoned=20,
                present=20,
                issued=20,
                returned=20,
                valid=20,
                in_favour=12,
                votes=(("an", 12),),
            ),
        )
