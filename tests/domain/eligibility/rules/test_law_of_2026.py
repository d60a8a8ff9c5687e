"""What the laws in force from 1 July 2026 keep and widen: no rule stops in silence on 30 June."""

from __future__ import annotations

from datetime import date

import pytest

from domain.law.basis import Confidence
from domain.state.case import PostKind
from tests.conftest import CATALOGUE

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)
RULES = {rule.id: rule for rule in CATALOGUE.rules}


@pytest.mark.parametrize(
    ("before", "after", "article"),
    [
        ("R-01", "R-01b", "26.2"),
        ("R-16", "R-16b", "14.3"),
        ("R-17", "R-17b", "26.3"),
        ("R-26", "R-26b", "28.5c"),
    ],
)
def test_a_rule_of_the_press_law_goes_on_under_the_next(before, after, article):
    old, new = RULES[before], RULES[after]
    assert (old.covers(JUNE), old.covers(JULY)) == (True, False)
    assert (new.covers(JUNE), new.covers(JULY)) == (False, True)
    assert new.check.removesuffix("_of_2026") == old.check
    assert [(b.instrument, b.article) for b in new.bases_on(JULY)] == [("LBC2025", article)]


@pytest.mark.parametrize("rule", ["R-01b", "R-16b", "R-17b"])
def test_it_binds_every_leader_and_never_blocks_by_a_translation(rule):
    assert set(RULES[rule].posts) == set(PostKind)
    assert RULES[rule].force_on(JULY) == "person"


@pytest.mark.parametrize(
    ("rule", "article"),
    [("B-15", "37.2"), ("K-13", "35.1"), ("K-13", "35.3"), ("R-20b", "37.3")],
)
def test_the_law_on_public_employees_is_read(rule, article):
    cited = {(b.instrument, b.article, b.confidence) for b in RULES[rule].bases_on(JULY)}
    assert ("LVC2025", article, "S") in cited


@pytest.mark.parametrize("variant", ["party", "association"])
def test_the_portals_thirty_days_are_no_time_of_the_law(variant):
    step = CATALOGUE.text(f"75/appoint.{variant}").step("ministry_consent")
    assert [deadline.calendar_days for deadline in step.deadline] == [None]
    assert "30 ngày" in (step.deadline[0].not_found or "")


def cited(bases, day=JULY):
    return {(b.instrument, b.article, str(b.confidence)) for b in bases if b.covers(day)}


def bases_of(text: str, step: str, day=JULY):
    return cited(CATALOGUE.text(text).step(step).basis, day)


@pytest.mark.parametrize("variant", ["party", "association"])
def test_before_the_term_ends_is_asked_of_rule_and_gate_alike(variant):
    """BL-2: both go on after 30 June, as inferred; neither blocks."""
    steps = CATALOGUE.text(f"101/reappoint.{variant}").steps
    gates = [g for step in steps for g in step.gates if g.name == RULES["BL-2"].gate]
    assert [cited(gate.basis) for gate in gates] == [cited(RULES["BL-2"].basis)] * 2
    assert cited(RULES["BL-2"].basis) == {("ND259", "35, 38", "I")}


def test_two_reprimands_within_two_years_need_not_follow_each_other():
    assert RULES["R-26"].check != RULES["R-26b"].check
    assert "28.3c" in RULES["R-26b"].basis[0].note


@pytest.mark.parametrize("variant", ["party", "association"])
def test_a_press_card_not_given_back_in_thirty_days_is_withdrawn(variant):
    returned = ("LBC2025", "28.5d", "S-en")
    assert returned in bases_of(f"101/dismiss.{variant}", "handover")
    assert returned in bases_of(f"101/discipline.{variant}", "press_card")
    assert returned in cited(RULES["R-27"].basis)


def test_assigning_cites_no_number_that_was_not_read():
    for step in CATALOGUE.text("101/assign").steps:
        places = {article for text, article, _ in cited(step.basis) if text == "HD116"}
        assert places <= {"I.1", "II", "II.1.2"}


def test_who_counts_as_working_in_the_press_is_read():
    assert ("HD116", "II.1.1", "S") in cited(RULES["R-06"].basis)


def test_the_seven_days_of_a_complaint_name_officials_only():
    step = CATALOGUE.text("101/complain").step("acceptance")
    now = next(d for d in step.deadline if d.covers(JULY))
    assert (now.working_days, now.at_most_calendar_days) == (7, 10)
    assert now.basis is not None
    assert now.basis.confidence == "I"


def test_conclusions_on_differing_opinions_are_inferred():
    for step in ("differing_report", "standing_conclusion"):
        assert bases_of("101/discipline.party", step) == {("ND259", None, "I")}


def test_suspension_rests_on_the_law_and_its_days_on_a_summary():
    text = CATALOGUE.text("101/suspend")
    for step, days in (("proposal", 2), ("decision", 1)):
        assert ("LVC2025", "38", "S") in bases_of("101/suspend", step)
        now = next(d for d in text.step(step).deadline if d.covers(JULY))
        assert (now.working_days, now.basis and str(now.basis.confidence)) == (days, "D1")


@pytest.mark.parametrize("regime", ["75", "101"])
@pytest.mark.parametrize("variant", ["party", "association"])
@pytest.mark.parametrize("name", ["dismiss", "discipline"])
def test_notice_to_the_ministry_is_owed_by_the_article_for_a_head_only(regime, variant, name):
    day = date(2020, 1, 1) if regime == "75" else JUNE
    step = CATALOGUE.text(f"{regime}/{name}.{variant}").step("notify_ministry")
    found = {str(b.confidence): b.note for b in step.basis if b.covers(day)}
    assert "người đứng đầu" in found["S"]
    assert "cấp phó" in found["I"]
    assert RULES["R-24a"].posts == (PostKind.HEAD,)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("ND300", "S-html"), ("KL128", "P"), ("QD366", "P"), ("LVC2025", "S"), ("LBC2025", "S")],
)
def test_texts_that_were_read_stand_in_the_list(text, confidence):
    assert CATALOGUE.instruments.get(text).confidence == confidence


@pytest.mark.parametrize(
    ("mark", "blocks"), [("S", 1), ("S-ocr", 1), ("S-html", 1), ("S-en", 0), ("D1", 0), ("P", 0)]
)
def test_only_a_text_that_was_read_blocks(mark, blocks):
    assert Confidence(mark).may_block == bool(blocks)
