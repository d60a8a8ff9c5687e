"""Posts, re-appointment, papers, time served: worked examples by their ids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.workdays import months_after
from domain.directory.record import PastAbsence, Service
from domain.eligibility.eligibility import Verdict
from domain.eligibility.rules.service_time import months_between, months_served, terms_in_a_row
from domain.papers.dossier import review
from domain.state.case import PostKind
from tests.conftest import CATALOGUE
from tests.domain.eligibility.rules.candidates import (
    DEPUTY,
    TODAY,
    findings,
    verdict,
)

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
PERSON, MISSING = Verdict.PERSON_DECIDES, Verdict.DATA_MISSING
L16 = date(2026, 6, 20)  # still under the Press Law of 2016
ACTING = PostKind.ACTING_HEAD


def head(first, last=None, agency="BPTTH"):
    return Service(agency, "head", first, last, press=True)


def test_tc_1_the_chairman_of_the_association_may_not_be_in_charge():
    chairman = {
        "agency": "CYS",
        "governing": "HVHNT",
        "variant": "association",
        "post": ACTING,
        "services": (Service("HVHNT", "governing_head", date(2020, 1, 1)),),
    }
    assert verdict("R-15", L16, **chairman) == NOT_MET
    assert verdict("R-16", L16, **chairman) == NOT_MET
    assert verdict("R-15", **chairman) == NOT_MET
    assert verdict("R-16", **chairman) is None
    assert verdict("R-16b", **chairman) == PERSON  # the new law was read in translation


def test_r_15_a_deputy_head_of_the_governing_body_may_be_in_charge():
    theirs = (Service("TU", "governing_deputy", date(2020, 1, 1)),)
    elsewhere = (Service("CYS", "deputy", date(2020, 1, 1)),)
    assert verdict("R-15", post=ACTING, services=theirs) == MET
    assert verdict("R-15", post=ACTING, services=elsewhere) == NOT_MET


def test_tc_2_in_charge_over_18_months_and_the_last_day_is_shown():
    since = (DEPUTY, Service("BPTTH", "acting_head", date(2024, 6, 1)))
    found = findings(date(2026, 11, 25), post=ACTING, services=since)["R-14"]
    assert found.verdict == NOT_MET
    assert "30/11/2025" in found.measured
    assert verdict("R-14", date(2025, 11, 30), post=ACTING, services=since) == MET
    assert verdict("R-14", date(2025, 12, 1), post=ACTING, services=since) == NOT_MET
    warned = findings(date(2025, 9, 1), post=ACTING, services=since)["R-14"].measured
    calm = findings(date(2025, 8, 31), post=ACTING, services=since)["R-14"].measured
    assert "sắp hết hạn" in warned
    assert "sắp hết hạn" not in calm


def test_r_14_a_break_in_being_in_charge_is_for_a_person():
    """Whether one day's break starts the months anew no text says (F21)."""
    broken = (
        DEPUTY,
        Service("BPTTH", "acting_head", date(2025, 1, 1), date(2026, 6, 30)),
        Service("BPTTH", "acting_head", date(2026, 7, 2)),
    )
    found = findings(date(2026, 11, 25), post=ACTING, services=broken)["R-14"]
    assert found.verdict == PERSON
    assert "trước đó đã phụ trách 01/01/2025–30/06/2026" in found.measured


def test_r_14_twelve_months_for_a_deputy_head_of_the_governing_body():
    since = (
        Service("TU", "governing_deputy", date(2020, 1, 1)),
        Service("BPTTH", "acting_head", date(2025, 1, 1)),
    )
    assert verdict("R-14", date(2025, 12, 31), post=ACTING, services=since) == MET
    assert verdict("R-14", date(2026, 1, 1), post=ACTING, services=since) == NOT_MET


def test_r_13_two_terms_in_a_row_and_back_after_60_months():
    twice = (head(date(2012, 1, 1), date(2016, 12, 31)), head(date(2017, 1, 1), date(2021, 9, 7)))
    assert verdict("R-13", date(2026, 9, 7), services=twice) == NOT_MET
    assert verdict("R-13", date(2026, 9, 8), services=twice) == MET
    assert verdict("R-13", services=twice[:1]) == MET
    assert verdict("R-13", services=(), agency="CYS") == MET
    assert verdict("R-13", services=None) == MISSING
    assert verdict("R-13", services=None, terms_as_head=2) == NOT_MET


def test_r_17_no_leader_of_another_press_agency():
    elsewhere = (DEPUTY, Service("CYS", "deputy", date(2020, 1, 1), press=True))
    assert verdict("R-17", L16, services=elsewhere) == NOT_MET
    assert verdict("R-17", L16) == MET


def test_tc_14_a_fifth_deputy_is_for_a_person_since_373_was_not_read():
    fifth = findings(post=PostKind.DEPUTY, deputies=4)["R-21"]
    assert fifth.verdict == PERSON
    assert "4 + 1 = 5" in fifth.measured
    assert verdict("R-21", post=PostKind.DEPUTY, deputies=3) == MET
    assert verdict("R-21", post=PostKind.DEPUTY, deputies=4, agency="CYS") is None


REAPPOINT = {"procedure": "reappoint"}


@pytest.mark.parametrize(
    ("birth", "expected", "track"),
    [
        (date(1975, 1, 15), MET, "05 năm"),
        (date(1967, 1, 15), MET, "đến khi nghỉ hưu"),
        (date(1966, 1, 15), PERSON, "kéo dài"),
    ],
)
def test_bl_3_the_track_by_months_to_pension(birth, expected, track):
    found = findings(birth=birth, **REAPPOINT)["BL-3"]
    assert (found.verdict, track in found.measured) == (expected, True)


def test_f11_an_associations_leader_is_reappointed_up_to_the_age_in_post():
    """101 5.7c: 65 for women; the months to pension of Decree 115/2020 bind the Party's press."""
    woman = {"sex": "female", "variant": "association", "agency": "CYS", **REAPPOINT}
    at_63 = findings(birth=date(1963, 9, 1), **woman)
    assert "BL-3" not in at_63
    assert at_63["R-11c"].verdict == MET
    assert findings(birth=date(1961, 9, 1), **woman)["R-11c"].verdict == PERSON


def test_bl_5_away_three_months_or_on_maternity_leave():
    months = PastAbsence("hospital", date(2026, 5, 1), date(2026, 8, 1))
    short = PastAbsence("hospital", date(2026, 6, 1), date(2026, 8, 1))
    leave = PastAbsence("maternity", date(2026, 6, 1), date(2026, 7, 1))
    assert verdict("BL-5", L16, absences=(months,), **REAPPOINT) == NOT_MET
    assert verdict("BL-5", L16, absences=(short,), **REAPPOINT) == MET
    assert verdict("BL-5", L16, absences=(leave,), **REAPPOINT) == NOT_MET


def test_bl_6_after_the_last_day_of_the_term():
    assert verdict("BL-6", date(2026, 12, 31), **REAPPOINT) == MET
    assert verdict("BL-6", date(2027, 1, 1), **REAPPOINT) == PERSON


def test_b_19_assets_declared_ten_days_before_and_read_out():
    day = {"papers": {"asset_declaration": date(2026, 8, 28), "asset_publication": TODAY}}
    late = {"papers": {"asset_declaration": date(2026, 8, 29)}}
    assert verdict("B-19a", **day) == MET
    assert verdict("B-19a", **late) == NOT_MET
    assert verdict("B-19b", **day) == MET
    assert verdict("B-19b", **late) == MISSING


def paper(held=(), dates=None, on=TODAY, which="health_certificate"):
    return review([CATALOGUE.dossier[which]], held, dates or {}, on)[0].verdict


def test_b_18_the_health_certificate_and_photo_are_at_most_six_months_old():
    for which in ("health_certificate", "cv"):
        dated = {which: date(2026, 3, 7)}
        assert paper(dates=dated, which=which) == MET
        assert paper(dates=dated, which=which, on=TODAY + timedelta(days=1)) == NOT_MET
        assert paper(held={which}, which=which) == MISSING
        assert paper(which=which) == NOT_MET
    assert paper(held={"degrees"}, which="degrees") == MET


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
SERVICES = st.lists(
    st.builds(
        lambda first, length: Service("X", "head", first, first + timedelta(days=length)),
        DAYS,
        st.integers(0, 4000),
    ),
    max_size=6,
)


@given(DAYS, DAYS)
def test_months_between_is_the_inverse_of_months_after(first, end):
    months = months_between(first, end)
    if end > first:
        assert months_after(first, months) <= end < months_after(first, months + 1)
    else:
        assert months == 0


@given(SERVICES, DAYS, st.integers(0, 400))
def test_served_time_never_shrinks_and_overlaps_count_once(services, on, later):
    held = months_served(services, on)
    assert held <= months_served(services, on + timedelta(days=later))
    assert held == months_served(services * 2, on)
    assert held <= months_between(date(2000, 1, 1), on) + 6  # odd days rounded per stretch


@given(SERVICES, DAYS)
def test_terms_in_a_row_are_at_most_the_appointments_made(services, on):
    made = sum(s.first_day <= on for s in services)
    assert 0 <= terms_in_a_row(services, on, break_months=60) <= made


@given(SERVICES, DAYS)
def test_after_60_months_without_a_post_the_count_starts_anew(services, on):
    rested = max((s.end for s in services), default=on)
    assert terms_in_a_row(services, months_after(max(rested, on), 61), break_months=60) == 0
