"""Dates, numbers, names and spelling: each trap in a real .docx, found, the right value named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.lint import lint_words
from documents.lint.lint import lint
from documents.render import render
from tests.documents.trapping import PAPER, STEP, flaws, found


@pytest.mark.parametrize("kind", ["party", "state"])
def test_our_own_papers_have_no_flaw(request, kind):
    file = request.getfixturevalue(f"{kind}_file")
    for step in file.law.procedure.steps:
        for paper in (*step.prepares, *step.offers):
            assert flaws(file, paper=paper, step=step.id) == [], (step.id, paper)


def test_our_papers_of_discipline_have_no_flaw(discipline_file):
    for step in discipline_file.law.procedure.steps:
        for paper in (*step.prepares, *step.offers):
            assert flaws(discipline_file, paper=paper, step=step.id) == [], (step.id, paper)


def test_blanks_are_hints_and_no_faults(party_file):
    context = context_for(party_file, PAPERS[PAPER], STEP)
    hints = [f for f in lint(render(party_file, PAPER, step=STEP).content, context) if f.hint]
    assert {flaw.rule for flaw in hints} == {"blank"}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("12 (mười ba) tháng", "12 (mười hai)"),
        ("05 (lăm) năm", "05 (năm)"),
        ("24 (hai mươi ba)", "24 (hai mươi tư)"),
        ("15 (mười năm)", "15 (mười lăm)"),
        ("105 (một trăm năm)", "105 (một trăm linh năm)"),
        ("21 (hai mươi một)", "21 (hai mươi mốt)"),
        ("1.000.000 (một nghìn)", "1.000.000 (một triệu)"),
    ],
)
def test_spelled_out_numbers_say_the_number(party_file, typed, right):
    said = found(
        party_file, "thời hạn giữ chức vụ", f"{typed} thời hạn giữ chức vụ", "number_words"
    )
    assert said[1] == right


@pytest.mark.parametrize(
    "typed",
    [
        "24 (hai mươi bốn)",
        "24 (hai mươi tư)",
        "105 (một trăm lẻ năm)",
        "1.500 (một ngàn năm trăm)",
        "3 (phần)",
        "Điều 3 (năm 2026)",
        "12 (Mười hai)",
        "10 (một phần)",
    ],
)
def test_both_ways_of_saying_a_number_are_right(typed):
    assert list(lint_words.numbers(typed)) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ngày 5 tháng 9 năm 2026", "ngày 05 tháng 9 năm 2026"),
        ("ngày 05 tháng 09 năm 2026", "ngày 05 tháng 9 năm 2026"),
        ("ngày 12 tháng 2 năm 2026", "ngày 12 tháng 02 năm 2026"),
        ("ngày 12 tháng 1 năm 2026", "ngày 12 tháng 01 năm 2026"),
        ("5/9/2026", "05/9/2026"),
        ("12/2/2026", "12/02/2026"),
    ],
)
def test_zeros_in_dates(state_file, typed, right):
    assert found(state_file, "14/02/1979", typed, "date_zero") == (typed, right)


@pytest.mark.parametrize(
    "typed",
    [
        "ngày 05 tháng 9 năm 2026",
        "ngày 12 tháng 02 năm 2026",
        "ngày 30 tháng 11 năm 2026",
        "05/9/2026",
        "05/09/2026",
        "12/01/2026",
        "115/2020/NĐ-CP",
        "12/2026/TT-BVHTTDL",
    ],
)
def test_dates_that_are_right_and_numbers_that_are_no_dates(typed):
    assert list(lint_words.dates(typed)) == []


def test_a_day_that_is_in_no_calendar(state_file):
    assert found(state_file, "14/02/1979", "30/02/1979", "date_impossible")[0] == "30/02/1979"


def test_the_month_of_the_letterhead_is_checked_though_its_day_is_blank(state_file):
    said = found(state_file, "tháng\u00a09", "tháng\u00a009", "date_zero", paper="notice")
    assert said == ("tháng 09", "tháng 9")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("H'Linh Niê", "H’Linh Niê"),
        ("H'Linh Niê", "H'linh Niê"),
        ("H'Linh Niê", "H Linh Niê"),
        ("H'Linh Niê", "H'Linh Nie"),
        ("Y Thông Êban", "Y Thông Eban"),
        ("Y Thông Êban", "Y-Thông Êban"),
        ("Y Thông Êban", "Y Thống Êban"),
        ("Thuý Hoà", "Thúy Hòa"),
    ],
)
def test_names_stay_as_on_file(party_file, name, typed):
    file = replace(party_file, subject=replace(party_file.subject, full_name=name))
    assert found(file, f"Bổ nhiệm đồng chí {name}", f"Bổ nhiệm đồng chí {typed}", "name") == (
        typed,
        name,
    )


def test_a_name_in_capitals_is_the_same_name():
    assert list(lint_words.misspelt("ÔNG H'LINH NIÊ, H'Linh Niê.", ["H'Linh Niê"])) == []


def test_everyday_words_that_fold_to_a_name_are_no_names():
    assert list(lint_words.misspelt("người y thông ê ban", ["Y Thông Êban"])) == []


def test_uy_by_regime(party_file, state_file):
    assert found(party_file, "hiện hành", "của Ủy ban", "uy") == ("Ủy ban", "Uỷ ban")
    assert found(state_file, "hiện hành", "của Tỉnh uỷ", "uy") == ("uỷ", "ủy")


def test_uy_inside_a_name_is_left_alone(party_file):
    file = replace(party_file, subject=replace(party_file.subject, full_name="Nguyễn Thị Ủy"))
    assert flaws(file) == []


def test_every_rule_has_vietnamese_words():
    import re
    from pathlib import Path

    from notifications.wording import _texts

    root = Path(lint_words.__file__).parent
    code = "".join(
        (root / f"lint{part}.py").read_text("utf-8") for part in ("", "_words", "_frame")
    )
    rules = set(re.findall(r'LintFinding\(\s*"(\w+)"', code))
    rules |= {f"margin_{side}" for side in ("top", "bottom", "left", "right")}
    assert rules == set(_texts("vi")["lint"])
