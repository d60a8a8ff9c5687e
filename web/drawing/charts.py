"""Charts of numbers: columns by month, a field of bodies and months, boxes of durations.

Geometry only, as web/drawing/layout.py: a template draws and names, the style sheet colours. The
same numbers always stand as a table beside it, and no colour says anything alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from domain.calendar.durations import DurationStats

MONTHS = 12
WIDTH, NAMES = 960, 270  # of a chart, and of the names to its left
LETTERS = 36  # of a name, in one line
TOP, BOTTOM = 30, 30
HIGH = 190  # of the field of columns
ROW = 44
STRIP, FIGURE = 16, 26  # of what was late at the foot of a cell, and of its number
STEPS = (1, 2, 5)  # a scale goes up by one of them, or by ten, a hundred … times it
MARKS = 5  # at most so many above zero


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A rectangle; `kind` is a class of the style sheet, `said` stands on it."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A number of the scale, where its line runs."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class ChartName:
    """The lines of a name, the first at `y`."""

    lines: tuple[str, ...]
    y: float


@dataclass(frozen=True, slots=True)
class BoxPlot:
    """Whiskers from `least` to `most`, a box of the middle half, the median, nine of ten."""

    y: float
    least: float
    quarter: float
    median: float
    three_quarters: float
    ninth: float
    most: float
    times: int


@dataclass(frozen=True, slots=True)
class Chart:
    height: float
    pieces: tuple[ChartPiece, ...] = ()
    marks: tuple[ScaleMark, ...] = ()
    names: tuple[ChartName, ...] = ()
    boxes: tuple[BoxPlot, ...] = ()
    months: tuple[tuple[int, float], ...] = ()  # each with where its number stands
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """What a column shows: answers in time, without a last day, late; and what was asked."""

    number: int
    opened: int
    asked: int
    in_time: int
    undated: int
    late: int

    @property
    def answered(self) -> int:
        return self.in_time + self.undated + self.late


@dataclass(frozen=True, slots=True)
class BodyYear:
    """A body's year: its name, and (answered, of these late) for each month."""

    name: str
    months: Sequence[tuple[int, int]]

    @property
    def answered(self) -> int:
        return sum(answered for answered, _ in self.months)

    @property
    def late(self) -> int:
        return sum(late for _, late in self.months)


def scale(most: int) -> tuple[int, ...]:
    """Round numbers from 0 to the first that is not less than `most`; at most MARKS above zero."""
    power = 1
    while True:
        for step in STEPS:
            unit = step * power
            if most <= unit * MARKS:
                return tuple(range(0, unit * max(1, -(-most // unit)) + 1, unit))
        power *= 10


def columns_of(months: Sequence[MonthColumn]) -> Chart:
    """Beside the outline of what was asked stands what was answered, late ones at the foot."""
    marks = scale(max(max(m.asked, m.answered) for m in months))
    left, foot = 50, TOP + HIGH
    wide, per = (WIDTH - left - 10) / MONTHS, HIGH / marks[-1]
    pieces: list[ChartPiece] = []
    for month in months:
        x = left + wide * (month.number - 1)
        column = wide * 0.36
        asked = per * month.asked
        said = str(month.asked) if month.asked else ""
        pieces.append(ChartPiece("asked", x + wide * 0.1, foot - asked, column, asked, said))
        pieces += _stack(month, x + wide * 0.52, foot, per, column)
    return Chart(
        height=foot + BOTTOM,
        pieces=tuple(pieces),
        marks=tuple(ScaleMark(foot - per * value, value) for value in marks),
        months=tuple((m.number, left + wide * (m.number - 0.5)) for m in months),
    )


def _stack(month: MonthColumn, x: float, foot: float, per: float, wide: float) -> list[ChartPiece]:
    """The number of all of them stands above the topmost."""
    found, y = [], foot
    parts = (("late", month.late), ("calm", month.undated), ("good", month.in_time))
    last = next((kind for kind, value in reversed(parts) if value), "")
    for kind, value in parts:
        if value:
            y -= per * value
            said = str(month.answered) if kind == last else ""
            found.append(ChartPiece(kind, x, y, wide, per * value, said))
    return found


def field_of(bodies: Sequence[BodyYear]) -> Chart:
    """A cell for each body and month: darker with more answers, barred by the share of late."""
    wide = (WIDTH - NAMES) / MONTHS
    most = max((answered for body in bodies for answered, _ in body.months), default=0) or 1
    pieces: list[ChartPiece] = []
    for row, body in enumerate(bodies):
        y = TOP + ROW * row
        for column, (answered, late) in enumerate(body.months):
            x = NAMES + wide * column
            shade = f"load-{min(4, 1 + 4 * (answered - 1) // most) if answered else 0}"
            said = str(answered) if answered else ""
            pieces.append(ChartPiece(shade, x + 1, y + 1, wide - 2, ROW - 2, said))
            if late:
                foot, share = y + ROW - STRIP, (wide - 2 - FIGURE) * late / answered
                pieces.append(ChartPiece("strip", x + 1, foot, wide - 2, STRIP - 1))
                pieces.append(ChartPiece("late", x + 1, foot, share, STRIP - 1, f"{late}!"))
    return Chart(
        height=TOP + ROW * len(bodies) + 4,
        pieces=tuple(pieces),
        names=_names([body.name for body in bodies]),
        months=tuple((m + 1, NAMES + wide * (m + 0.5)) for m in range(MONTHS)),
    )


def boxes(steps: Sequence[tuple[str, DurationStats]]) -> Chart:
    """One box for each step, all on one scale of working days."""
    marks = scale(max((found.most for _, found in steps), default=0))
    left, right = NAMES + 10, WIDTH - 90
    per = (right - left) / marks[-1]

    def box(row: int, of: DurationStats) -> BoxPlot:
        days = (of.least, of.quarter, of.median, of.three_quarters, of.ninth, of.most)
        least, quarter, median, three_quarters, ninth, most = (left + per * n for n in days)
        y = TOP + ROW * (row + 0.5)
        return BoxPlot(y, least, quarter, median, three_quarters, ninth, most, of.times)

    return Chart(
        height=TOP + ROW * len(steps) + BOTTOM,
        marks=tuple(ScaleMark(left + per * value, value) for value in marks),
        names=_names([name for name, _ in steps]),
        boxes=tuple(box(row, found) for row, (_, found) in enumerate(steps)),
    )


def _names(names: Sequence[str]) -> tuple[ChartName, ...]:
    """In the middle of their rows, in two lines where they are long."""
    lines = [tuple(textwrap.wrap(name, LETTERS, max_lines=2, placeholder="…")) for name in names]
    return tuple(
        ChartName(found, TOP + ROW * row + ROW / 2 + 5 - 8 * (len(found) - 1))
        for row, found in enumerate(lines)
    )
