"""Reported of other systems, tried here: days and the numbers that follow them (D19, G04, G07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from docx import Document

from actions.cases.case_files import case_file
from models.unit_of_work import transaction
from tests.actions.decisions.test_issue import at_decision, issue, issued
from tests.looking import read
from tests.playing import fresh_papers

STATE = {"press_agency": "CYS", "handler": "HVHNT", "person": "dothithuy"}
NEW_YEARS_EVE = datetime(2025, 12, 29, 5, tzinfo=UTC)


NO_BREAK = "\xa0"


def ready(app, act_id, subject="tranthihoai"):
    """A case of a state body, one signature short of its decision."""
    return at_decision(app, act_id=act_id, subject=subject, **STATE)


def test_d19_a_decision_is_of_one_day_in_draft_paper_register_and_history(lite, clock):
    """D19: one decision rendered as draft, receipt, audit line: all equal, also at an hour at
    which the day of UTC is the day before."""
    play = at_decision(lite)
    clock.now = datetime(2026, 9, 8, 18, 30, tzinfo=UTC)  # Wednesday 9 September in Đắk Lắk
    fresh_papers(lite)
    issue(play)
    play.follow()
    kept = read(lite.engine, lambda uow: uow.papers.of_case(play.id))
    (final,) = [paper for paper in kept if paper.role == "final"]
    text = "".join(Document(BytesIO(lite.papers.get(final.content))).element.itertext()).replace(
        NO_BREAK, " "
    )
    assert "ngày 09 tháng 9 năm 2026" in text
    assert "ngày 08 tháng 9 năm 2026" not in text
    (entry,) = read(lite.engine, lambda uow: uow.registers.entries(issued(play).series))
    assert (issued(play).dated, entry.dated) == (date(2026, 9, 9), date(2026, 9, 9))
    assert case_file(lite, play.id).day == date(2026, 9, 9)


def test_g04_a_decision_of_last_year_takes_its_number_there_and_this_year_begins_at_one(
    lite, clock
):
    """G04: a decision dated 31/12/2025 issued on 05/01/2026, then a normal one: the next number of
    2025, and the numbers of 2026 as if it had not been."""
    clock.now = NEW_YEARS_EVE
    fresh_papers(lite)
    first, back = ready(lite, "one"), ready(lite, "two")
    normal = ready(lite, "three", another(lite, "tranthihoai"))
    issue(first, act_id="first")
    clock.now = datetime(2026, 1, 5, 5, tzinfo=UTC)
    fresh_papers(lite)
    issue(back, dated=date(2025, 12, 31), act_id="back")
    issue(normal, act_id="normal")
    assert [numbered(play) for play in (first, back, normal)] == [
        ("HVHNT:2025", 1, date(2025, 12, 29)),
        ("HVHNT:2025", 2, date(2025, 12, 31)),
        ("HVHNT:2026", 1, date(2026, 1, 5)),
    ]


def test_g07_the_series_restarts_at_midnight_in_dak_lak(lite, clock):
    """G07: 31 Dec 23:59 and 1 Jan 00:01 ICT: the year of the number is that of the local day."""
    clock.now = NEW_YEARS_EVE
    fresh_papers(lite)
    before, after = ready(lite, "one"), ready(lite, "two")
    clock.now = datetime(2025, 12, 31, 16, 59, tzinfo=UTC)
    fresh_papers(lite)
    issue(before, act_id="before")
    clock.now = datetime(2025, 12, 31, 17, 1, tzinfo=UTC)
    issue(after, act_id="after")
    assert [numbered(play) for play in (before, after)] == [
        ("HVHNT:2025", 1, date(2025, 12, 31)),
        ("HVHNT:2026", 1, date(2026, 1, 1)),
    ]


def another(app, person):
    """Somebody else with the same record: a third appointment of one person would be refused."""

    def work(uow):
        uow.directory.add_person(replace(uow.directory.entered(person), id="nguoikhac"))
        return "nguoikhac"

    return transaction(app.engine, work)


def numbered(play):
    fact = issued(play)
    return fact.series, fact.number, fact.dated
