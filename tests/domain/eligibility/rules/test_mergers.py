"""F8: terms, months in charge and discipline across a merger: asked where the ways of counting
differ, never answered by software."""

from __future__ import annotations

from datetime import date

import pytest

from domain.directory.record import Discipline, Service
from domain.eligibility.eligibility import Verdict
from domain.state.case import PostKind
from tests.domain.eligibility.rules.candidates import findings

MET, NOT_MET, PERSON = Verdict.MET, Verdict.NOT_MET, Verdict.PERSON_DECIDES
MERGED, END = date(2025, 7, 1), date(2025, 6, 30)
ON = date(2026, 9, 7)
FORMER = frozenset({"BAODL", "DAIDL"})
BESIDE = "nếu tính cả thời gian ở cơ quan trước hợp nhất"


def held(agency, position, first, last=None):
    return Service(agency, position, first, last, press=True)


def found(rule, on=ON, former=FORMER, **more):
    return findings(on, former=former, **more)[rule]


FIRST = held("BAODL", "head", date(2016, 1, 1), date(2020, 12, 31))
SECOND = held("BAODL", "head", date(2021, 1, 1), END)
GOES_ON = held("BPTTH", "head", MERGED)


def test_two_terms_in_the_old_body_are_put_before_a_person_and_not_forgotten():
    asked = found("R-13", services=(FIRST, SECOND, GOES_ON))
    assert asked.verdict == PERSON
    assert asked.measured == f"1 nhiệm kỳ liên tiếp; {BESIDE}: 2 nhiệm kỳ liên tiếp"


def test_a_post_held_on_across_the_merger_is_one_term_by_the_old_decision():
    assert found("R-13", services=(SECOND, GOES_ON)).verdict == MET
    later = held("BPTTH", "head", date(2025, 7, 2))
    assert found("R-13", services=(SECOND, later)).verdict == PERSON
    other = held("BAOPY", "head", date(2021, 1, 1), END)
    assert found("R-13", services=(other, GOES_ON)).verdict == MET


def test_where_no_body_was_merged_or_the_ways_agree_nothing_is_asked():
    assert found("R-13", former=frozenset(), services=(FIRST, SECOND, GOES_ON)).verdict == MET
    own = [held("BPTTH", "head", date(y, 1, 1), date(y + 4, 12, 31)) for y in (2015, 2020)]
    assert found("R-13", services=(FIRST, *own)).verdict == NOT_MET
    assert BESIDE not in found("R-13", services=(FIRST, *own)).measured


DEPUTY = (
    held("DAIDL", "deputy", date(2020, 1, 1), END),
    held("BPTTH", "deputy", MERGED),
)
IN_CHARGE = (
    held("BAODL", "acting_head", date(2024, 6, 1), END),
    held("BPTTH", "acting_head", MERGED),
)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2025, 11, 30), MET),  # within both limits
        (date(2025, 12, 1), PERSON),  # beyond the older one
        (date(2026, 12, 31), PERSON),
        (date(2027, 1, 1), NOT_MET),  # beyond both
    ],
)
def test_months_in_charge_are_counted_both_ways(on, verdict):
    post = PostKind.ACTING_HEAD
    asked = found("R-14", on, services=(*DEPUTY, *IN_CHARGE), post=post, procedure="assign")
    assert asked.verdict == verdict
    assert ("30/11/2025" in asked.measured) is (verdict == PERSON)


TWICE = (
    Discipline("state", "reprimand", date(2025, 3, 10)),
    Discipline("state", "reprimand", date(2026, 3, 10)),
)


@pytest.mark.parametrize("rule", ["R-25", "M-3"])
def test_discipline_of_the_term_begun_before_the_merger_is_seen(rule):
    term = {"services": (SECOND, GOES_ON), "disciplines": TWICE, "procedure": "dismiss"}
    asked = found(rule, **term)
    assert asked.verdict == PERSON
    assert "10/03/2025" in asked.measured.partition(BESIDE)[2]
    assert "10/03/2025" not in asked.measured.partition(BESIDE)[0]
    plain = found(rule, former=frozenset(), **term)
    assert BESIDE not in plain.measured


def test_a_resignation_is_asked_about_where_the_term_of_the_old_body_would_bar_it():
    term = {"services": (SECOND, GOES_ON), "disciplines": TWICE, "procedure": "resign"}
    asked = found("R-31", proceedings=(), **term)
    assert asked.verdict == PERSON
    assert BESIDE in asked.measured
