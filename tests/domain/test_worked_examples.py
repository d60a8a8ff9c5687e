"""Every worked example of the law files that these rules cover, by its id, values as given."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actors import Delegation, Power, Seat, actors_of, choose
from domain.case import PostKind
from domain.checks import CandidateFacts
from domain.deadlines import days_left, due_for, is_late, paused
from domain.eligibility import Verdict, examine
from domain.errors import BadTally, NoQuorum, NotAllowed, NoVersionInForce
from domain.facts import Tally
from domain.options import Outcome
from domain.people import Person
from domain.procedure import Deadline
from domain.retirement import months_left
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
from domain.workdays import (
    ONE_DAY,
    calendar_days_after,
    months_after,
    working_days_after,
    working_days_before,
    working_days_between,
)
from tests.conftest import CATALOGUE

VN = CATALOGUE.calendar


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        pytest.param(date(2026, 8, 27), 3, date(2026, 9, 4), id="T-2a"),
        pytest.param(date(2025, 12, 30), 5, date(2026, 1, 8), id="T-2b swapped 2 January"),
        pytest.param(date(2026, 2, 10), 5, date(2026, 2, 24), id="T-2d Tết"),
        pytest.param(date(2026, 11, 18), 5, date(2026, 11, 26), id="T-2e 24 November"),
        pytest.param(date(2026, 11, 26), 5, date(2026, 12, 3), id="T-2f"),
        pytest.param(date(2026, 4, 20), 5, date(2026, 4, 28), id="T-2g Hùng Kings observed"),
        pytest.param(date(2026, 4, 24), 5, date(2026, 5, 6), id="T-2g second"),
        pytest.param(date(2026, 8, 27), 15, date(2026, 9, 22), id="K-21a"),
        pytest.param(date(2026, 9, 4), 5, date(2026, 9, 11), id="K-6a"),
        pytest.param(date(2025, 4, 28), 2, date(2025, 5, 5), id="D09"),
        pytest.param(date(2024, 4, 26), 1, date(2024, 5, 2), id="D16"),
        pytest.param(date(2026, 9, 4), 1, date(2026, 9, 7), id="D14 Friday to Monday"),
        pytest.param(date(2026, 9, 7), 1, date(2026, 9, 8), id="D05 Monday to Tuesday"),
    ],
)
def test_working_days(start, n, expected):
    assert working_days_after(start, n, VN).day == expected


def test_t_4a_five_working_days_before_a_meeting():
    assert working_days_before(date(2026, 9, 14), 5, VN).day == date(2026, 9, 7)


@pytest.mark.parametrize(
    ("start", "n", "strict", "rolled"),
    [
        pytest.param(date(2027, 1, 15), 90, date(2027, 4, 15), date(2027, 4, 15), id="K-3a 90"),
        pytest.param(date(2027, 1, 15), 150, date(2027, 6, 14), date(2027, 6, 14), id="K-3a 150"),
        pytest.param(date(2026, 12, 10), 30, date(2027, 1, 9), date(2027, 1, 11), id="K-16a"),
        pytest.param(
            date(2026, 8, 1), 30, date(2026, 8, 31), date(2026, 9, 3), id="TC-12 and R-29"
        ),
    ],
)
def test_calendar_days_show_strict_and_rolled_ends(start, n, strict, rolled):
    due = calendar_days_after(start, n, VN)
    assert (due.strict, due.day) == (strict, rolled)


def test_d01_a_range_counts_only_working_days():
    assert working_days_between(date(2024, 8, 30), date(2024, 9, 4), VN) == 2


@pytest.mark.parametrize(
    ("day", "works"),
    [(date(2026, 1, 2), False), (date(2026, 1, 10), True), (date(2024, 5, 4), True),
     (date(2025, 4, 26), True), (date(2026, 8, 22), True), (date(2026, 11, 24), False),
     (date(2025, 11, 24), True), (date(2026, 11, 23), True)],
)  # fmt: skip
def test_d17_swapped_days(day, works):
    assert VN.is_working_day(day) is works


def test_a_deadline_beyond_the_confirmed_calendar_is_provisional():
    assert working_days_after(date(2026, 12, 28), 10, VN).provisional
    assert not working_days_after(date(2026, 12, 1), 10, VN).provisional


def test_a_deadline_keeps_every_day_it_skipped_with_the_reason():
    due = working_days_after(date(2026, 8, 27), 3, VN)
    assert [day for day, _ in due.skipped] == [
        date(2026, 8, 29), date(2026, 8, 30), date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2),
    ]  # fmt: skip
    assert all(reason for _, reason in due.skipped)


def test_d07_a_pause_over_a_weekend_moves_nothing():
    due = working_days_after(date(2026, 9, 4), 1, VN)
    assert paused(due, date(2026, 9, 5), date(2026, 9, 6), VN).day == due.day


def test_d08_a_pause_of_three_working_days_moves_the_deadline_by_three():
    due = working_days_after(date(2026, 9, 7), 2, VN)
    assert paused(due, date(2026, 9, 8), date(2026, 9, 10), VN).day == date(2026, 9, 14)


def test_d13_a_step_without_a_deadline_has_none_and_one_with_days_has_a_date():
    silent = Deadline(not_found="không có")
    own = Deadline(not_found="không có", internal_target=5)
    day = date(2026, 9, 7)
    assert due_for(silent, step_opened=day, case_opened=day, calendar=VN) is None
    target = due_for(own, step_opened=day, case_opened=day, calendar=VN)
    assert (target.day, target.legal) == (date(2026, 9, 14), False)


def test_days_left_counts_working_days_and_turns_negative_after_the_end():
    due = working_days_after(date(2026, 9, 7), 5, VN)  # Monday 14
    assert [days_left(due, date(2026, 9, d), VN) for d in (11, 14, 15, 21)] == [1, 0, -1, -5]
    assert [is_late(due, date(2026, 9, d)) for d in (14, 15)] == [False, True]


def test_months_end_on_the_same_day_number_or_the_last_of_the_month():
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 9, 1), 12) == date(2027, 9, 1)


DAYS = st.dates(date(2022, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_d04_counting_back_from_a_deadline_finds_a_day_not_after_the_start(start, n):
    due = working_days_after(start, n, VN).day
    back = working_days_before(due, n, VN).day
    assert back <= start if VN.is_working_day(start) else back < start + ONE_DAY
    assert working_days_after(back, n, VN).day == due


@given(DAYS, st.integers(1, 60))
def test_a_later_start_never_gives_an_earlier_deadline(start, n):
    assert working_days_after(start, n, VN).day <= working_days_after(start + ONE_DAY, n, VN).day


@given(DAYS, st.integers(1, 60))
def test_the_days_counted_are_exactly_the_working_days_of_the_range(start, n):
    assert working_days_between(start + ONE_DAY, working_days_after(start, n, VN).day, VN) == n


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


@pytest.mark.parametrize(
    ("birth", "sex", "left"),
    [(date(1967, 3, 15), "male", 26), (date(1971, 8, 10), "male", 79),
     (date(1970, 5, 20), "female", 8)],
)  # fmt: skip
def test_b_14a_months_left_to_pension(birth, sex, left):
    assert months_left(birth, sex, date(2027, 1, 1)) == left


def person(**more):
    base = {
        "id": "p", "full_name": "Nguyễn Thử", "sort_name": "Thử", "sex": "male",
        "birth": date(1979, 2, 14), "degree": "Đại học", "political_theory": "cao_cap",
        "press_management_certificate": True, "press_card": "1", "press_months": 60,
        "party_member_since": date(2005, 1, 1),
    }  # fmt: skip
    return Person(**(base | more))


def verdicts(on, post=PostKind.HEAD, variant="party", **more):
    facts = CandidateFacts(person(**more), post, variant, "appoint")
    return {f.rule: f.verdict for f in examine(facts, CATALOGUE.rules, on)}


def test_a_candidate_who_meets_everything_has_no_open_finding():
    assert set(verdicts(date(2026, 9, 7)).values()) == {Verdict.MET}


def test_tc_3_before_july_2026_only_heads_need_the_press_card():
    before, after = date(2026, 6, 20), date(2026, 7, 5)
    bare = {"press_card": "", "press_months": 36, "post": PostKind.DEPUTY}
    assert "R-07" not in verdicts(before, **bare)
    assert verdicts(after, **bare)["R-08"] == Verdict.MET
    assert verdicts(before, press_card="")["R-07"] == Verdict.PERSON_DECIDES


def test_r_06_too_little_press_experience_may_be_waived_so_a_person_decides():
    assert verdicts(date(2026, 9, 7), press_months=23)["R-06"] == Verdict.PERSON_DECIDES


def test_r_13_two_terms_served_is_not_met():
    assert verdicts(date(2026, 9, 7), terms_as_head=2)["R-13"] == Verdict.NOT_MET


def test_k_19a_a_discipline_is_served_through_the_day_twelve_months_later():
    served = {"discipline": "reprimand", "discipline_effective": date(2026, 9, 1)}
    assert verdicts(date(2027, 9, 1), **served)["R-09b"] == Verdict.NOT_MET
    assert verdicts(date(2027, 9, 2), **served)["R-09b"] == Verdict.MET


def test_what_is_not_on_file_goes_to_a_person_and_is_never_met():
    assert verdicts(date(2026, 9, 7), party_member_since=None)["R-02"] == Verdict.PERSON_DECIDES


def test_under_75_the_rules_of_101_do_not_bind():
    assert not {"R-02", "R-05", "R-10", "R-13"} & set(verdicts(date(2022, 11, 14)))


def seat(person_id, agency, *powers, first=date(2020, 1, 1), end=date(2100, 1, 1)):
    return Seat(person_id, agency, "Trưởng Ban", frozenset(powers), first, end)


def test_c10_a_leaver_may_no_longer_sign_from_the_day_after():
    seats = [seat("a", "X", Power.SIGN, end=date(2026, 9, 1))]
    assert actors_of("a", seats, [], date(2026, 8, 31))
    with pytest.raises(NotAllowed):
        choose(actors_of("a", seats, [], date(2026, 9, 1)), "X", Power.SIGN)


def test_c04_a_delegate_cannot_pass_the_power_on():
    seats = [seat("head", "X", Power.SIGN)]
    lent = [Delegation("head", "b", "X", "1", date(2026, 1, 1), date(2027, 1, 1)),
            Delegation("b", "c", "X", "2", date(2026, 1, 1), date(2027, 1, 1))]  # fmt: skip
    assert [a.on_behalf_of for a in actors_of("b", seats, lent, date(2026, 9, 1))] == ["head"]
    assert actors_of("c", seats, lent, date(2026, 9, 1)) == ()


def test_an_own_seat_comes_before_a_lent_one():
    seats = [seat("head", "X", Power.SIGN), seat("b", "X", Power.SIGN)]
    lent = [Delegation("head", "b", "X", "1", date(2026, 1, 1), date(2027, 1, 1))]
    chosen = choose(actors_of("b", seats, lent, date(2026, 9, 1)), "X", Power.SIGN)
    assert chosen.on_behalf_of == ""


def test_tc_17_the_regime_changes_on_28_february_2023():
    find = CATALOGUE.find
    assert find("appoint", "BAODL", date(2023, 2, 27)).regime == "QD75"
    assert find("appoint", "BAODL", date(2023, 2, 28)).regime == "QD101"
    with pytest.raises(NoVersionInForce):
        find("appoint", "BAODL", date(2007, 8, 20))
