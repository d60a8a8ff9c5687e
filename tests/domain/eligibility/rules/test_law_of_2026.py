"""What the laws in force from 1 July 2026 keep and widen: no rule stops in silence on 30 June."""

from __future__ import annotations

from datetime import date

import pytest

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
    assert old.check == new.check
    assert [(b.instrument, b.article) for b in new.bases_on(JULY)] == [("LBC2025", article)]


@pytest.mark.parametrize("rule", ["R-01b", "R-16b", "R-17b"])
def test_it_binds_every_leader_and_never_blocks_by_a_translation(rule):
    assert set(RULES[rule].posts) == set(PostKind)
    assert RULES[rule].force_on(JULY) == "person"


@pytest.mark.parametrize(
    ("rule", "article"), [("B-15", "37.2"), ("K-13", "35.1"), ("R-20b", "37.3")]
)
def test_the_law_on_public_employees_is_read(rule, article):
    cited = {(b.instrument, b.article, b.confidence) for b in RULES[rule].bases_on(JULY)}
    assert ("LVC2025", article, "S") in cited


@pytest.mark.parametrize("variant", ["party", "association"])
def test_the_portals_thirty_days_are_no_time_of_the_law(variant):
    step = CATALOGUE.text(f"75/appoint.{variant}").step("ministry_consent")
    assert [deadline.calendar_days for deadline in step.deadline] == [None]
    assert "30 ngày" in (step.deadline[0].not_found or "")
