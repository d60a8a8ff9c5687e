"""The geometry of charts: as long as the number says, on one scale, inside the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.durations import spread
from web.drawing.charts import (
    MARKS,
    WIDTH,
    BodyYear,
    MonthColumn,
    boxes,
    columns_of,
    field_of,
    scale,
)

COUNTS = st.integers(0, 400)


@given(st.integers(0, 10**6))
def test_a_scale_is_round_reaches_the_most_and_has_few_marks(most):
    marks = scale(most)
    assert marks[0] == 0
    assert marks[-1] >= most
    assert 2 <= len(marks) <= MARKS + 1
    unit = marks[1]
    assert str(unit).rstrip("0") in {"1", "2", "5"}
    assert marks == tuple(range(0, marks[-1] + 1, unit))
    assert most == 0 or marks[-1] - unit < most


@given(st.lists(st.tuples(*[COUNTS] * 4), min_size=12, max_size=12))
def test_columns_are_as_high_as_their_numbers_and_stand_on_one_line(rows):
    months = [MonthColumn(n, 0, *row) for n, row in enumerate(rows, start=1)]
    chart = columns_of(months)
    per = (chart.marks[0].at - chart.marks[-1].at) / chart.marks[-1].value
    for kind, of in (("asked", "asked"), ("good", "in_time"), ("late", "late")):
        heights = [piece.height for piece in chart.pieces if piece.kind == kind and piece.height]
        values = [getattr(month, of) for month in months if getattr(month, of)]
        assert heights == pytest.approx([per * value for value in values])
    said = [piece.said for piece in chart.pieces if piece.kind != "asked" and piece.said]
    assert said == [str(month.answered) for month in months if month.answered]
    assert all(0 <= p.y <= p.y + p.height <= chart.marks[0].at + 1e-6 for p in chart.pieces)


def test_a_field_shades_by_number_and_bars_what_was_late():
    chart = field_of([BodyYear("Ban Tổ chức", [(8, 2), (1, 1), *[(0, 0)] * 10])])
    cells = [piece for piece in chart.pieces if piece.kind.startswith("load-")]
    assert [(cell.kind, cell.said) for cell in cells][:3] == [
        ("load-4", "8"),
        ("load-1", "1"),
        ("load-0", ""),
    ]
    quarter, whole = (piece for piece in chart.pieces if piece.kind == "late")
    assert quarter.width == pytest.approx(whole.width / 4)
    assert (quarter.said, whole.said) == ("2!", "1!")


@given(st.lists(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 5)), min_size=1)))
def test_a_box_lies_within_its_whiskers_and_the_picture(steps):
    chart = boxes([("Một bước", spread(lengths)) for lengths in steps])
    for box in chart.boxes:
        inside = [box.least, box.quarter, box.median, box.three_quarters, box.ninth, box.most]
        assert inside == sorted(inside)
        assert chart.marks[0].at <= box.least
        assert box.most <= chart.marks[-1].at < WIDTH


def test_a_long_name_takes_two_lines_and_no_more():
    chart = boxes([("Hội nghị tập thể lãnh đạo " * 5, spread([(1, 1)]))])
    assert len(chart.names[0].lines) == 2
    assert chart.names[0].lines[1].endswith("…")
