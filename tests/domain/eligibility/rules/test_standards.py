"""Standards and age: worked examples by their ids, and what missing data does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.workdays import months_after
from domain.directory.record import Proceeding, Record, Service
from domain.eligibility.eligibility import Verdict
from domain.eligibility.retirement import (
    age_in,
    months_left,
    months_until_age,
    pension_month,
)
from domain.state.case import PostKind
from tests.domain.eligibility.rules.candidates import TODAY, findings, verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
PERSON, MISSING = Verdict.PERSON_DECIDES, Verdict.DATA_MISSING
L16 = date(2026, 6, 20)  # still under the Press Law of 2016


@pytest.mark.parametrize("post", list(PostKind)[:2])
@pytest.mark.parametrize("on", [date(2020, 10, 1), date(2023, 3, 1), L16, TODAY])
def test_a_candidate_who_meets_everything_has_no_open_finding(on, post):
    assert {f.verdict for f in findings(on, post=post).values()} == {MET}


@pytest.mark.parametrize("post", list(PostKind))
@pytest.mark.parametrize("procedure", ["appoint", "reappoint", "dismiss", "resign", "discipline"])
@pytest.mark.parametrize("on", [L16, TODAY])
def test_with_nothing_on_file_no_rule_is_passed_but_those_on_age_and_number(on, procedure, post):
    bare = {
        "degree": "",
        "political_theory": "",
        "press_management_certificate": False,
        "press_card": "",
        "party_member_since": None,
        "term_ends": None,
        "record": Record(),
        "deputies": None,
    }
    found = findings(on, procedure=procedure, post=post, **bare)
    passed = {rule for rule, f in found.items() if f.verdict != MISSING}
    assert passed <= {"R-10", "R-11", "R-12a", "R-12b"}  # the birth date is always known


@pytest.mark.parametrize(
    ("birth", "sex", "left", "expected"),
    [
        (date(1967, 3, 15), "male", 26, NOT_MET),
        (date(1971, 8, 10), "male", 79, MET),
        (date(1970, 5, 20), "female", 8, NOT_MET),
    ],
)
def test_b_14a_months_left_to_pension_with_the_sum_shown(birth, sex, left, expected):
    on = date(2027, 1, 1)
    found = findings(on, birth=birth, sex=sex)["R-10"]
    assert months_left(birth, sex, on) == left
    assert found.verdict == expected
    assert f"còn {left} tháng" in found.measured


def test_tc_3_before_july_2026_only_heads_need_the_press_card():
    three_years = (Service("BPTTH", "other", date(2023, 6, 1), press=True),)
    deputy = {"press_card": "", "services": three_years, "post": PostKind.DEPUTY}
    assert verdict("R-07", L16, **deputy) is None
    assert verdict("R-08", date(2026, 7, 5), **deputy) == MET
    assert verdict("R-07", L16, press_card="") == MISSING
    assert verdict("R-07", date(2026, 7, 5)) is None


def test_r_01_permanent_address_in_vietnam_under_the_law_of_2016_for_heads():
    assert verdict("R-01", L16, resident=False) == NOT_MET
    assert verdict("R-01", L16, resident=None) == MISSING
    assert verdict("R-01", resident=False) is None


@pytest.mark.parametrize("rule", ["R-02", "R-03", "R-04", "R-08"])
def test_religious_press_is_exempt_from_membership_theory_degree_and_card(rule):
    assert verdict(rule, nature="religious") is None
    assert verdict(rule) == MET


def test_r_02_a_member_from_that_day_on():
    assert verdict("R-02", party_member_since=TODAY) == MET
    assert verdict("R-02", party_member_since=TODAY + timedelta(days=1)) == NOT_MET
    assert verdict("R-02", party_member_since=None) == MISSING


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        ("Thạc sĩ Báo chí học", MET),
        ("Cử nhân Ngữ văn", MET),
        ("Cao đẳng Sư phạm", NOT_MET),
        ("Trung cấp Phát thanh", NOT_MET),
        ("Bằng nước ngoài", PERSON),
        ("", MISSING),
    ],
)
def test_r_04_a_degree_of_unknown_words_is_left_to_a_person(degree, expected):
    assert verdict("R-04", degree=degree) == expected


def test_r_03_intermediate_theory_does_not_do():
    assert verdict("R-03", political_theory="trung_cap") == NOT_MET


def test_r_05_a_certificate_not_on_file_is_missing_data():
    assert verdict("R-05", press_management_certificate=False) == MISSING


@pytest.mark.parametrize(
    ("start", "expected"), [(date(2024, 9, 7), MET), (date(2024, 9, 8), PERSON)]
)
def test_r_06_24_months_of_press_or_a_waiver(start, expected):
    found = findings(services=(Service("CYS", "other", start, press=True),))["R-06"]
    assert found.verdict == expected
    assert found.waivable


def test_r_06_months_confirmed_on_paper_count_while_the_working_life_is_not_on_file():
    assert verdict("R-06", services=None, press_months=24) == MET
    assert verdict("R-06", services=None, press_months=23) == PERSON
    assert verdict("R-06", services=None) == MISSING


def test_r_08_neither_card_nor_months_blocks():
    new = (Service("CYS", "other", date(2025, 9, 7), press=True),)
    assert verdict("R-08", press_card="", services=new) == NOT_MET


def test_r_18_planned_for_this_or_a_higher_post_else_a_reason_is_owed():
    assert verdict("R-18", planned_for=("deputy",)) == PERSON
    assert verdict("R-18", planned_for=("deputy",), post=PostKind.DEPUTY) == MET
    assert verdict("R-18", planned_for=("head",), post=PostKind.DEPUTY) == MET


def test_r_19_time_in_equal_posts_adds_up_and_being_in_charge_does_not_count():
    split = (
        Service("CYS", "deputy", date(2023, 1, 1), date(2024, 2, 29), press=True),
        Service("CYS", "acting_head", date(2024, 3, 1), date(2025, 10, 31), press=True),
        Service("BPTTH", "deputy", date(2025, 11, 1), press=True),
    )
    assert verdict("R-19", services=split) == MET  # 14 + 10 months
    assert verdict("R-19", date(2026, 8, 31), services=split) == PERSON
    assert "bổ nhiệm lần đầu" in findings(services=())["R-19"].measured


@pytest.mark.parametrize("kind", ["discipline", "investigation", "prosecution", "trial"])
def test_b_15_an_open_proceeding_bars_before_and_after_july_2026(kind):
    running = (Proceeding(kind, date(2026, 6, 1)),)
    closed = (Proceeding(kind, date(2026, 6, 1), closed=date(2026, 6, 20)),)
    assert verdict("B-15", L16, proceedings=running) == NOT_MET
    assert verdict("B-15", proceedings=running) == NOT_MET  # LVC2025 37.2, read
    assert verdict("B-15", L16, proceedings=closed) == MET


@pytest.mark.parametrize(
    ("sex", "birth", "r11", "r12a", "r12b"),
    [
        ("male", date(1964, 9, 1), MET, MET, MET),  # 60 months to 67
        ("male", date(1964, 8, 31), PERSON, MET, NOT_MET),
        ("female", date(1966, 9, 1), MET, MET, MET),  # 60 months to 65
        ("female", date(1966, 8, 31), PERSON, MET, NOT_MET),
        ("male", date(1961, 8, 31), PERSON, NOT_MET, NOT_MET),  # under 60 months to 70
    ],
)
def test_r_11_and_r_12_age_in_post_of_association_press(sex, birth, r11, r12a, r12b):
    who = {"sex": sex, "birth": birth, "variant": "association", "agency": "CYS"}
    assert verdict("R-11", **who) == r11
    assert verdict("R-12a", **who) == r12a
    assert verdict("R-12b", **who) == r12b


def test_r_12b_only_listed_press_goes_beyond_65_and_67():
    old = {"birth": date(1963, 1, 1), "variant": "association"}
    assert verdict("R-12b", nature="scientific", **old) == MET
    assert verdict("R-12b", **old) == NOT_MET
    assert verdict("R-12b", L16, **old) == PERSON  # before July 2026 only a press report of 116-HD


BIRTHS = st.dates(date(1955, 1, 1), date(1990, 12, 31))
SEXES = st.sampled_from(["male", "female"])
DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))


@given(BIRTHS, SEXES)
def test_whoever_retires_has_reached_the_age_of_that_year(birth, sex):
    due = pension_month(birth, sex)
    earliest = months_after(birth, min(age_in(y, sex) for y in (2021, due.year)))
    assert earliest <= due
    if due.year >= 2021:
        assert due <= months_after(birth, age_in(due.year, sex) + 12)


@given(BIRTHS, SEXES, DAYS, st.integers(0, 400))
def test_months_left_only_fall_as_days_pass(birth, sex, on, later):
    assert months_left(birth, sex, on + timedelta(days=later)) <= months_left(birth, sex, on)


@given(BIRTHS, st.integers(0, 5000), SEXES, DAYS)
def test_the_younger_have_no_fewer_months_left(birth, younger, sex, on):
    assert months_left(birth + timedelta(days=younger), sex, on) >= months_left(birth, sex, on)


@given(BIRTHS, DAYS)
def test_to_70_it_is_36_months_more_than_to_67(birth, on):
    assert months_until_age(birth, 840, on) == months_until_age(birth, 804, on) + 36


@given(BIRTHS, SEXES, DAYS)
def test_the_age_rule_says_yes_exactly_from_60_months_on(birth, sex, on):
    if on < date(2023, 2, 28):
        assert verdict("R-10", on, birth=birth, sex=sex) is None
    else:
        enough = months_left(birth, sex, on) >= 60
        assert verdict("R-10", on, birth=birth, sex=sex) == (MET if enough else NOT_MET)
