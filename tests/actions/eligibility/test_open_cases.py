"""Row B-15: a discipline case open in this system counts in every other case about the person."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.case_files import case_file
from actions.cases.withdraw import withdraw
from actions.eligibility.eligibility import ReviewWanted, examine_person
from actions.execute import Act
from domain.directory.record import Service
from domain.state.case import PostKind
from tests.playing import change_record, opened

SUBJECT = "ythongeban"
ASKED = "phải hỏi cơ quan có thẩm quyền xử lý kỷ luật"


def rule(app, procedure="appoint", name="B-15"):
    wanted = ReviewWanted(SUBJECT, PostKind.HEAD, "BPTTH", procedure, app.today())
    return {f.rule: f for f in examine_person(app, wanted).rules}[name]


@pytest.mark.parametrize(
    ("procedure", "name", "verdict"),
    [
        ("appoint", "B-15", "not_met"),
        ("reappoint", "B-15", "not_met"),
        ("transfer", "B-15", "not_met"),
        ("resign", "R-31", "person_decides"),
    ],
)
def test_an_open_discipline_case_bars_and_names_only_whom_to_ask(lite, procedure, name, verdict):
    """Not the case nor its day: who reads the finding may not see that case. How hard the rule
    bites is the law's: Article 37.2 of the law in force since 01/7/2026 was read and blocks; who
    may not resign stands in a decree not read, and a person decides."""
    change_record(lite, SUBJECT, proceedings=())
    assert ASKED not in rule(lite, procedure, name).measured
    other = opened(lite, "discipline")
    found = rule(lite, procedure, name)
    assert (str(found.verdict), found.measured) == (verdict, ASKED)
    assert other.id not in repr(found)


def test_it_counts_no_more_once_the_case_has_ended(lite):
    change_record(lite, SUBJECT, proceedings=())
    other = opened(lite, "discipline")
    withdraw(lite, Act(act_id="w", case_id=other.id, person="lethuha"), reason="mở nhầm")
    assert rule(lite).verdict == "met"


def test_a_case_of_another_kind_about_the_person_counts_for_nothing(lite):
    change_record(lite, SUBJECT, proceedings=())
    opened(lite, "dismiss")
    assert rule(lite).verdict == "met"


def test_a_case_about_the_same_person_sees_it_and_the_discipline_case_itself_does_not(lite):
    change_record(lite, SUBJECT, proceedings=())
    play = opened(lite)
    other = opened(lite, "discipline")
    here = {f.rule: f.measured for f in case_file(lite, play.id).findings}
    assert here["B-15"] == ASKED
    assert ASKED not in {f.measured for f in case_file(lite, other.id).findings}


def test_only_disciplining_examines_the_person(lite):
    """A person's own complaint is never held against them."""
    kinds = lite.catalogue.kinds.values()
    assert [kind.name for kind in kinds if kind.examines] == ["discipline"]
    assert not any(kind.examines for kind in kinds if kind.complaint)


def test_f8_service_in_a_body_that_was_merged_is_seen_and_asked_about(lite):
    """Two terms at Báo Đắk Lắk, now head of the body that came of it (law.md F8)."""
    services = (
        Service("BAODL", "head", date(2016, 1, 1), date(2020, 12, 31), press=True),
        Service("BAODL", "head", date(2021, 1, 1), date(2025, 6, 30), press=True),
        Service("BPTTH", "head", date(2025, 7, 1), press=True),
    )
    change_record(lite, SUBJECT, services=services)
    found = rule(lite, name="R-13")
    assert found.verdict == "person_decides"
    assert "cơ quan trước hợp nhất: 2 nhiệm kỳ" in found.measured
