"""The procedure of a case as a drawing: the main way downwards, side ways to the right.

Only geometry is computed here; the template draws, the style sheet colours. State is told by a
sign and by words too, never by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from domain.conformance import Row
from domain.procedure import ENDS, Procedure, Step
from web.case_page import CasePage

WIDTH, HEIGHT, GAP = 300, 64, 34
SIDE = 420  # left edge of the side column
LETTERS = 38  # of a title in one line of a box
SIGNS = {"done": "✓", "open": "●", "ahead": "○", "passed_over": "–", "not_taken": "·",
         "broken_off": "×"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    step: str
    lines: tuple[str, ...]
    state: str
    sign: str
    who: str
    x: int
    y: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """`path` as in SVG; `label` the answers that lead there, `taken` if the case went along."""

    path: str
    label: str = ""
    at: tuple[int, int] = (0, 0)
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(page: CasePage, rows: Sequence[Row]) -> Drawing:
    """Every step of the procedure fixed on this case, with where the case has been."""
    procedure = page.file.law.procedure
    places = _places(procedure)
    states = {row.step.id: row.state for row in rows}
    boxes = tuple(_box(page, procedure.step(s), states.get(s, "ahead"), places[s]) for s in places)
    depth = max(y for _, y in places.values()) + HEIGHT + 20
    return Drawing(SIDE + WIDTH + 50, depth, boxes, tuple(_arrows(page, procedure, places, states)))


def _places(procedure: Procedure) -> dict[str, tuple[int, int]]:
    """The main way follows `then`; a side step stands beside the first step that leads to it."""
    main = _main_way(procedure)
    places = {step: (20, 20 + row * (HEIGHT + GAP)) for row, step in enumerate(main)}
    taken: set[int] = set()
    for step in procedure.steps:
        if step.id in places:
            continue
        y = next((places[s.id][1] for s in procedure.steps
                  if step.id in s.targets and s.id in places), 20)  # fmt: skip
        while y in taken:
            y += HEIGHT + GAP
        taken.add(y)
        places[step.id] = (SIDE, y)
    return places


def _main_way(procedure: Procedure) -> list[str]:
    way, step = [], procedure.start
    while step not in ENDS and step not in way:
        way.append(step)
        step = procedure.step(step).then
    return way


def _box(page: CasePage, step: Step, state: str, place: tuple[int, int]) -> Box:
    lines = textwrap.wrap(page.title(step), LETTERS)
    if len(lines) > 2:
        lines = [lines[0], textwrap.shorten(" ".join(lines[1:]), LETTERS, placeholder="…")]
    tasks = [t for t in page.case.tasks if t.step == step.id]
    who = page.asked(tasks[-1]) if tasks else ""
    if len(tasks) > 1 and len({t.agency for t in tasks}) > 1:
        who = f"{len({t.agency for t in tasks})} cơ quan"
    return Box(
        step.id, tuple(lines), state, SIGNS[state], textwrap.shorten(who, 42, placeholder="…"),
        *place,
    )  # fmt: skip


def _arrows(
    page: CasePage,
    procedure: Procedure,
    places: dict[str, tuple[int, int]],
    states: dict[str, str],
) -> list[Arrow]:
    arrows: list[Arrow] = []
    for step in procedure.steps:
        x, y = places[step.id]
        went = states.get(step.id) == "done"
        if step.then in places:
            taken = went and states.get(step.then) in ("done", "open")
            arrows.append(_main_arrow((x, y), places[step.then], taken=taken))
        said: dict[str, list[str]] = {}
        for outcome, target in step.routes.items():
            if target in places and target != step.then:
                said.setdefault(target, []).append(page.outcome(outcome))
        for target, words in said.items():
            label = textwrap.shorten(", ".join(words), 30, placeholder="…")
            arrows.append(_side_arrow((x, y), places[target], label))
    return arrows


def _main_arrow(start: tuple[int, int], end: tuple[int, int], *, taken: bool) -> Arrow:
    (x, y), (a, b) = start, end
    if x == a and b == y + HEIGHT + GAP:
        middle = x + WIDTH // 2
        return Arrow(f"M{middle} {y + HEIGHT} V{b - 2}", taken=taken)
    if x != a:  # from the side back to the main way
        return Arrow(f"M{x} {y + HEIGHT // 2} H{(x + a + WIDTH) // 2} V{b + 14} H{a + WIDTH + 2}",
                     taken=taken)  # fmt: skip
    right = x + WIDTH + 14
    return Arrow(f"M{x + WIDTH} {y + HEIGHT - 14} H{right} V{b + 14} H{x + WIDTH + 2}", taken=taken)


def _side_arrow(start: tuple[int, int], end: tuple[int, int], label: str) -> Arrow:
    (x, y), (a, b) = start, end
    if x == a:
        left = x - 12 if x < SIDE else x + WIDTH + 14
        edge = x if x < SIDE else x + WIDTH
        path = f"M{edge} {y + 18} H{left} V{b + HEIGHT - 14} H{edge}"
        return Arrow(path, label, (edge + 4, y - 4))
    edge, to = (x + WIDTH, a - 2) if x < a else (x, a + WIDTH + 2)
    path = f"M{edge} {y + 20} H{(edge + to) // 2} V{b + HEIGHT // 2} H{to}"
    return Arrow(path, label, (min(edge, to) + 8, y + 14))
