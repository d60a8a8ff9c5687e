"""Discipline, what it bars, and what it leads to: worked examples by their ids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.calendar.workdays import months_after
from domain.directory.record import Discipline, Proceeding, Service
from domain.eligibility.eligibility import Verdict
from domain.state.case import PostKind
from tests.domain.eligibility.rules.candidates import TODAY, findings, reprimand, verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
PERSON, MISSING = Verdict.PERSON_DECIDES, Verdict.DATA_MISSING
L16 = date(2026, 6, 20)  # still under the Press Law of 2016


def test_k_19a_a_discipline_is_served_through_the_day_twelve_months_later():
    served = {"disciplines": (reprimand(date(2026, 9, 1)),)}
    assert verdict("R-09", date(2027, 9, 1), **served) == NOT_MET
    assert verdict("R-09", date(2027, 9, 2), **served) == MET
    assert verdict("R-20", date(2027, 8, 31), **served) is None  # the law of 2025 names no time
    assert verdict("B-16b", date(2028, 8, 31), **served) == PERSON
    assert verdict("B-16b", date(2028, 9, 1), **served) == MET


def test_b_17_party_discipline_is_for_a_person_and_its_own_rule():
    party = {"disciplines": (reprimand(date(2026, 8, 1), side="party"),)}
    assert verdict("R-09", **party) == MET
    assert verdict("R-09b", **party) == PERSON


@pytest.mark.parametrize(("form", "months"), [("reprimand", 12), ("warning", 12), ("removal", 24)])
def test_r_20_and_b_16_waiting_times_before_a_higher_post(form, months):
    done = {"disciplines": (Discipline("state", form, date(2024, 1, 1)),)}
    free = months_after(date(2024, 1, 1), months)
    assert verdict("R-20", free - timedelta(days=1), **done) == NOT_MET
    assert verdict("R-20", free, **done) == MET
    assert verdict("R-20", free - timedelta(days=1), post=PostKind.DEPUTY, **done) == MET


@pytest.mark.parametrize(("form", "months"), [("reprimand", 24), ("warning", 36), ("removal", 60)])
def test_b_16_the_longer_party_waits_only_warn(form, months):
    done = {"disciplines": (Discipline("party", form, date(2025, 1, 1)),)}
    free = months_after(date(2025, 1, 1), months)
    assert verdict("B-16", free - timedelta(days=1), **done) == PERSON
    assert verdict("B-16", free, **done) == MET


def test_r_20_after_corruption_never_a_manager():
    corrupt = (Discipline("state", "removal", date(2013, 1, 1), corruption=True),)
    assert verdict("R-20", L16, disciplines=corrupt) == NOT_MET
    assert verdict("R-20b", L16, disciplines=corrupt) is None
    assert verdict("R-20b", date(2026, 7, 1), disciplines=corrupt) == NOT_MET
    assert verdict("R-20b", date(2026, 7, 1), disciplines=()) == MET


DISCIPLINE = {"procedure": "discipline"}


def test_k_13_removal_only_from_a_managing_post():
    assert verdict("K-13", form="removal", **DISCIPLINE) == MET
    staff = (Service("BPTTH", "other", date(2018, 1, 1)),)
    assert verdict("K-13", form="removal", services=staff, **DISCIPLINE) == NOT_MET
    assert verdict("K-13", form="expulsion", **DISCIPLINE) == NOT_MET
    assert verdict("K-13", **DISCIPLINE) == MISSING


def test_k_14_while_serving_the_form_is_heavier():
    serving = {"disciplines": (Discipline("state", "warning", date(2026, 5, 1)),)}
    assert verdict("K-14", form="warning", **serving, **DISCIPLINE) == NOT_MET
    assert verdict("K-14", form="removal", **serving, **DISCIPLINE) == PERSON
    assert verdict("K-14", date(2027, 5, 2), form="warning", **serving, **DISCIPLINE) == MET


@pytest.mark.parametrize(
    ("served", "form", "fits"),
    [
        ("reprimand", "warning", "khiển trách"),
        ("reprimand", "removal", "cảnh cáo"),
        ("reprimand", "forced_leave", "cách chức hoặc buộc thôi việc"),
        ("warning", "removal", "khiển trách hoặc cảnh cáo"),
        ("warning", "forced_leave", "cách chức hoặc buộc thôi việc"),
        ("warning", "warning", ""),
        ("removal", "warning", ""),
    ],
)
def test_k_14a_one_step_over_the_form_served_or_over_the_one_deserved(served, form, fits):
    """ND234 2.3: warning → removal → forced leave; what the breach deserves is for people."""
    serving = (Discipline("state", served, date(2026, 5, 1)),)
    found = findings(form=form, disciplines=serving, **DISCIPLINE)["K-14"]
    assert found.verdict == (PERSON if fits else NOT_MET)
    assert found.measured.partition("đúng khi vi phạm mới đáng ")[2] == fits


def test_k_14a_who_holds_no_post_goes_from_a_warning_to_forced_leave():
    staff = (Service("BPTTH", "other", date(2018, 1, 1)),)
    serving = (Discipline("state", "warning", date(2026, 5, 1)),)
    found = findings(form="forced_leave", disciplines=serving, services=staff, **DISCIPLINE)
    assert "khiển trách hoặc cảnh cáo" in found["K-14"].measured


def test_k_17_no_lighter_than_the_party_form():
    party = {"disciplines": (Discipline("party", "removal", date(2026, 8, 1)),)}
    staff = (Service("BPTTH", "other", date(2018, 1, 1)),)
    assert verdict("K-17", form="warning", **party, **DISCIPLINE) == PERSON
    assert verdict("K-17", form="removal", **party, **DISCIPLINE) == MET
    assert verdict("K-17", form="warning", services=staff, **party, **DISCIPLINE) == MET


def test_k_20_the_same_breach_within_twelve_months():
    before = {"disciplines": (reprimand(date(2025, 9, 7), act="a"),), **DISCIPLINE}
    assert verdict("K-20", act="a", **before) == PERSON
    assert verdict("K-20", TODAY + timedelta(days=1), act="a", **before) == MET
    assert verdict("K-20", act="b", **before) == MET
    assert verdict("K-20", **before) == MISSING


def test_r_28_after_a_reminder_a_person_looks_at_the_serious_band():
    reminded = (Discipline("state", "written_reminder", date(2026, 1, 1)),)
    assert verdict("R-28", disciplines=reminded, **DISCIPLINE) == PERSON
    assert verdict("R-28", **DISCIPLINE) == MET


def test_tc_7_two_reprimands_14_months_apart_in_one_term():
    twice = {
        "disciplines": (reprimand(date(2025, 1, 10)), reprimand(date(2026, 3, 10))),
        "procedure": "dismiss",
    }
    assert verdict("R-25", L16, **twice) == MET
    assert verdict("M-3", L16, **twice) == MET
    assert verdict("R-26", L16, **twice) == PERSON
    apart = twice | {"disciplines": (reprimand(date(2024, 1, 10)), reprimand(date(2026, 1, 10)))}
    assert verdict("R-26", L16, **apart) == MET  # 24 months apart: no longer running
    assert verdict("R-25", L16, **apart) == MET  # but still two in one term
    new_term = {"services": (Service("BPTTH", "deputy", date(2025, 6, 1), press=True),)}
    assert verdict("R-25", L16, **twice, **new_term) == PERSON


def test_m_3_two_failed_years_running_are_a_ground():
    assert verdict("M-3", L16, procedure="dismiss", ratings={2024: "failed", 2025: "failed"}) == MET
    assert (
        verdict("M-3", L16, procedure="dismiss", ratings={2023: "failed", 2025: "failed"}) == PERSON
    )


def test_m_3_failed_years_count_in_the_running_term_alone():
    old = {2010: "failed", 2011: "failed"}
    assert verdict("M-3", L16, procedure="dismiss", ratings=old) == PERSON


def test_r_31_every_ground_of_a_dismissal_shown_by_the_record_bars_a_resignation():
    """55.1d as well as 55.1b: one list for both."""
    failed = {2024: "failed", 2025: "failed"}
    assert verdict("R-31", L16, procedure="resign", ratings=failed) == NOT_MET


def test_r_26_a_warning_takes_the_card():
    warned = {"disciplines": (Discipline("state", "warning", date(2026, 1, 1)),)}
    assert verdict("R-26", L16, procedure="dismiss", **warned) == PERSON


def test_tc_16_no_resignation_while_the_person_is_inspected():
    inspected = {"proceedings": (Proceeding("inspection", date(2026, 6, 1)),)}
    assert verdict("R-31", L16, procedure="resign", **inspected) == NOT_MET
    assert verdict("R-31", procedure="resign", **inspected) == PERSON
    assert verdict("R-31", L16, procedure="resign") == MET
    twice = {"disciplines": (reprimand(date(2025, 1, 10)), reprimand(date(2026, 3, 10)))}
    assert verdict("R-31", L16, procedure="resign", **twice) == NOT_MET
