"""The rules about persons, by their ids (law-press.md 9.1 and 11, law-cadre.md 6)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case import PostKind
from domain.eligibility import Verdict, examine
from domain.people import Person
from domain.record import Absence, Discipline, Proceeding, Record, Service
from domain.rules.candidate import CandidateFacts
from domain.rules.service_time import months_between, months_served, terms_in_a_row
from domain.workdays import months_after
from tests.conftest import CATALOGUE

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
ASKS, MISSING = Verdict.PERSON_DECIDES, Verdict.DATA_MISSING
NOW = date(2026, 11, 25)


def verdict(rule, on=NOW, *, procedure="appoint", post=PostKind.HEAD, record=None, **more):
    """The verdict of one rule; None where it does not bind."""
    variant = more.pop("variant", "party")
    looked_at = {name: more.pop(name) for name in ("form", "act", "deputies", "nature")
                 if name in more}  # fmt: skip
    base = {"id": "p", "full_name": "Nguyễn Thử", "sort_name": "Thử", "sex": "male",
            "birth": date(1979, 2, 14), "record": Record(**(record or {}))}  # fmt: skip
    facts = CandidateFacts(Person(**(base | more)), post, variant, procedure, "BPTTH", "TU",
                           **looked_at)  # fmt: skip
    found = {f.rule: f.verdict for f in examine(facts, CATALOGUE.rules, on)}
    return found.get(rule)


def held(position, first, last=None, agency="BPTTH", press=True):
    return Service(agency, position, first, last, press)


def punished(form, effective, side="state", **more):
    return Discipline(side, form, effective, **more)


DEPUTY = held("deputy", date(2022, 1, 1))


@pytest.mark.parametrize(
    ("birth", "sex", "effect", "expected"),
    [
        pytest.param(date(1967, 3, 15), "male", date(2027, 1, 1), NOT_MET, id="B-14a man of 1967"),
        pytest.param(date(1971, 8, 10), "male", date(2027, 1, 1), MET, id="B-14a man of 1971"),
        pytest.param(date(1970, 5, 20), "female", date(2027, 1, 1), NOT_MET, id="B-14a woman"),
    ],
)
def test_r_10_sixty_months_to_pension(birth, sex, effect, expected):
    assert verdict("R-10", effect, birth=birth, sex=sex) == expected


def test_tc_1_the_chairman_of_the_association_is_not_put_in_charge():
    chairman = {"services": (held("governing_head", date(2020, 1, 1), agency="TU"),)}
    asked = {"post": PostKind.ACTING_HEAD, "procedure": "assign", "record": chairman}
    assert verdict("R-15", **asked) == NOT_MET
    assert verdict("R-16", **asked) in (NOT_MET, ASKS)


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2025, 11, 30), MET), (date(2025, 12, 1), NOT_MET), (NOW, NOT_MET)]
)
def test_tc_2_a_press_deputy_acts_for_eighteen_months_at_most(on, expected):
    acting = {"services": (DEPUTY, held("acting_head", date(2024, 6, 1)))}
    asked = {"post": PostKind.ACTING_HEAD, "procedure": "assign", "record": acting}
    assert verdict("R-14", on, **asked) == expected


def test_a_deputy_of_the_governing_body_acts_for_twelve():
    acting = {"services": (held("governing_deputy", date(2020, 1, 1), agency="TU"),
                           held("acting_head", date(2025, 11, 1)))}  # fmt: skip
    asked = {"post": PostKind.ACTING_HEAD, "procedure": "assign", "record": acting}
    assert verdict("R-14", date(2026, 10, 31), **asked) == MET
    assert verdict("R-14", date(2026, 11, 1), **asked) == NOT_MET


def test_tc_3_before_july_2026_a_deputy_needs_no_card_and_then_either():
    services = {"services": (held("other", date(2023, 6, 1)),)}
    asked = {"post": PostKind.DEPUTY, "record": services}
    assert verdict("R-07", date(2026, 6, 20), **asked) is None
    assert verdict("R-08", date(2026, 7, 5), **asked) == MET
    assert verdict("R-06", date(2026, 6, 20), **asked) == MET


@pytest.mark.parametrize(("deputies", "expected"), [(3, MET), (4, ASKS), (None, MISSING)])
def test_tc_14_a_fifth_deputy_is_not_met_and_the_rule_being_reported_a_person_decides(
    deputies, expected
):
    assert verdict("R-21", post=PostKind.DEPUTY, deputies=deputies) == expected


@pytest.mark.parametrize("kind", ["inspection", "investigation", "prosecution", "trial"])
def test_tc_16_no_resignation_while_inspected(kind):
    record = {"proceedings": (Proceeding(kind, date(2026, 8, 10)),), "disciplines": (),
              "services": (DEPUTY,)}  # fmt: skip
    assert verdict("R-31", date(2026, 6, 1), procedure="resign", record=record) == MET
    assert verdict("R-31", date(2026, 6, 30), procedure="resign", record=record) == MET
    assert verdict("R-31", NOW, procedure="resign", record=record) == ASKS


def test_tc_7_two_reprimands_in_one_term_and_the_press_card():
    two = (punished("reprimand", date(2024, 3, 1)), punished("reprimand", date(2025, 5, 1)))
    record = {"disciplines": two, "services": (DEPUTY,)}
    one = {"disciplines": two[:1], "services": (DEPUTY,)}
    assert verdict("R-25", procedure="dismiss", record=record) == MET
    assert verdict("R-25", procedure="dismiss", record=one) == ASKS
    assert verdict("R-26", date(2026, 6, 1), procedure="dismiss", record=record) == ASKS
    assert verdict("R-26", date(2026, 6, 1), procedure="dismiss", record=one) == MET


@pytest.mark.parametrize(("on", "expected"), [(date(2027, 9, 1), NOT_MET), (date(2027, 9, 2), MET)])
def test_k_19a_a_reprimand_is_served_through_the_day_twelve_months_later(on, expected):
    record = {"disciplines": (punished("reprimand", date(2026, 9, 1)),)}
    assert verdict("R-09", on, record=record) == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2028, 8, 31), ASKS), (date(2028, 9, 1), MET)])
def test_k_19a_a_higher_post_waits_two_years_by_the_partys_rule(on, expected):
    record = {"disciplines": (punished("reprimand", date(2026, 9, 1)),), "services": (DEPUTY,)}
    assert verdict("B-16b", on, record=record) == expected


def test_r_20_who_was_disciplined_for_corruption_never_leads_again():
    record = {"disciplines": (punished("warning", date(2015, 1, 1), corruption=True),),
              "services": (DEPUTY,)}  # fmt: skip
    assert verdict("R-20", date(2026, 6, 1), record=record) == NOT_MET


def test_r_13_two_terms_in_a_row_and_back_after_sixty_months():
    terms = (held("head", date(2012, 1, 1), date(2016, 12, 31)),
             held("head", date(2017, 1, 1), date(2021, 12, 31)))  # fmt: skip
    record = {"services": terms}
    assert verdict("R-13", date(2024, 1, 1), record=record) == NOT_MET
    assert verdict("R-13", date(2026, 12, 31), record=record) == NOT_MET
    assert verdict("R-13", date(2027, 1, 1), record=record) == MET


def test_r_17_no_leader_of_another_press_agency():
    record = {"services": (held("deputy", date(2022, 1, 1), agency="CYS"),)}
    assert verdict("R-17", date(2026, 6, 1), record=record) == NOT_MET
    assert verdict("R-17", date(2026, 6, 1), record={"services": (DEPUTY,)}) == MET


def test_r_11_and_r_12_ages_of_other_press():
    old = {"birth": date(1963, 1, 10), "variant": "association"}
    assert verdict("R-11", **old) == ASKS
    assert verdict("R-12a", **old) == MET
    assert verdict("R-12b", **old) == NOT_MET
    assert verdict("R-12b", nature="scientific", **old) == MET
    assert verdict("R-12a", variant="association", birth=date(1960, 1, 1)) == NOT_MET


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [("abroad", (date(2026, 8, 1), date(2026, 12, 1)), ASKS),
     ("abroad", (date(2026, 11, 1), date(2026, 12, 1)), MET),
     ("maternity", (date(2026, 11, 1), date(2026, 12, 1)), ASKS)],
)  # fmt: skip
def test_bl_5_reasons_to_put_a_reappointment_off(kind, days, expected):
    record = {"absences": (Absence(kind, *days),)}
    assert verdict("BL-5", procedure="reappoint", record=record) == expected


@pytest.mark.parametrize(
    ("birth", "expected"),
    [(date(1979, 2, 14), MET), (date(1968, 2, 14), MET), (date(1966, 2, 14), ASKS)],
)
def test_bl_3_five_years_to_pension_or_extension(birth, expected):
    ends = {"term_ends": date(2026, 12, 31)}
    assert verdict("BL-3", procedure="reappoint", birth=birth, **ends) == expected


@pytest.mark.parametrize(
    ("form", "services", "expected"),
    [("removal", (DEPUTY,), MET), ("removal", (held("other", date(2020, 1, 1)),), NOT_MET),
     ("warning", (held("other", date(2020, 1, 1)),), MET)],
)  # fmt: skip
def test_k_13_a_removal_is_for_who_holds_a_post(form, services, expected):
    assert verdict("K-13", procedure="discipline", form=form, record={"services": services}) == (
        expected
    )


@pytest.mark.parametrize(("form", "expected"), [("reprimand", NOT_MET), ("warning", MET)])
def test_k_14_a_new_breach_while_serving_is_punished_heavier(form, expected):
    record = {"disciplines": (punished("reprimand", date(2026, 9, 1)),)}
    assert verdict("K-14", procedure="discipline", form=form, record=record) == expected


@pytest.mark.parametrize(
    ("form", "services", "expected"),
    [("removal", (DEPUTY,), MET), ("warning", (DEPUTY,), ASKS),
     ("warning", (held("other", date(2020, 1, 1)),), MET)],
)  # fmt: skip
def test_k_17_forms_match_and_a_removal_of_who_holds_no_post_is_a_warning(form, services, expected):
    record = {"disciplines": (punished("removal", date(2026, 8, 1), "party"),),
              "services": services}  # fmt: skip
    asked = {"procedure": "discipline", "form": form, "record": record}
    assert verdict("K-17", **asked) == expected


@pytest.mark.parametrize(("on", "expected"), [(date(2027, 9, 1), ASKS), (date(2027, 9, 2), MET)])
def test_k_20_the_same_breach_within_twelve_months_is_a_repeat(on, expected):
    record = {"disciplines": (punished("reprimand", date(2026, 9, 1), act="x"),)}
    asked = {"procedure": "discipline", "act": "x", "record": record}
    assert verdict("K-20", on, **asked) == expected


def test_b_13_breaks_are_added_up_and_a_first_appointment_asks_none():
    short = {"services": (held("deputy", date(2025, 6, 1)),)}
    added = {"services": (held("deputy", date(2023, 1, 1), date(2024, 1, 31), agency="CYS"),
                          held("deputy", date(2025, 12, 1)))}  # fmt: skip
    assert verdict("R-19", record=short) == ASKS
    assert verdict("R-19", record=added) == MET
    assert verdict("R-19", record={"services": (held("other", date(2026, 1, 1)),)}) == MET


@pytest.mark.parametrize(("declared", "expected"), [(date(2026, 11, 15), MET),
                                                    (date(2026, 11, 16), NOT_MET)])  # fmt: skip
def test_b_19_assets_are_declared_ten_days_before(declared, expected):
    assert verdict("B-19a", record={"papers": {"asset_declaration": declared}}) == expected


RECORD_RULES = [r for r in CATALOGUE.rules if r.check and r.covers(NOW)]


@pytest.mark.parametrize("rule", RECORD_RULES, ids=lambda rule: rule.id)
def test_nothing_on_file_is_never_a_pass(rule):
    """The rules on age are answered by the date of birth; every other asks for its data."""
    found = verdict(rule.id, procedure=rule.procedures[0], post=rule.posts[0],
                    variant=rule.variants[0])  # fmt: skip
    if rule.check not in ("months_to_pension", "months_and_age", "age_up_to_seventy",
                          "seventy_only_for_listed_press"):  # fmt: skip
        assert found == MISSING


DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 400))
def test_months_between_undoes_months_after(first, months):
    assert months_between(first, months_after(first, months)) == months


@given(st.lists(st.tuples(DAYS, DAYS), max_size=5), DAYS)
def test_service_counted_twice_is_counted_once(spans, on):
    services = [held("deputy", min(span), max(span)) for span in spans]
    assert months_served(services, on) == months_served([*services, *services], on)
    assert months_served(services, on) <= months_between(date(2000, 1, 1), on) + 1


@given(st.lists(DAYS, min_size=1, max_size=4, unique=True), DAYS)
def test_terms_never_exceed_appointments(days, on):
    services = [held("head", day, day) for day in days]
    assert 0 <= terms_in_a_row(services, on, break_months=60) <= len(days)
