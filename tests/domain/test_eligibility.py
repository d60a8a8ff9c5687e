"""Eligibility and who may act: worked examples by their ids."""

from __future__ import annotations

from datetime import date

import pytest

from domain.actors import Delegation, Power, Seat, actors_of, choose
from domain.case import PostKind
from domain.rules.candidate import CandidateFacts
from domain.eligibility import Verdict, examine
from domain.errors import NotAllowed, NoVersionInForce
from domain.people import Person
from domain.retirement import months_left
from tests.conftest import CATALOGUE


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
