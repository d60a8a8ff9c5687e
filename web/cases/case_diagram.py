"""Where a case has been, as the faces of the boxes of its procedure."""

from __future__ import annotations

from collections.abc import Sequence

from domain.cases.conformance import Row
from domain.law.procedure import Step
from notifications.law_words import AGENCIES
from web.cases.case_page import CasePage
from web.drawing.diagram import draw
from web.drawing.layout import Drawing, NodeLabel

SIGNS = {
    "done": "✓",
    "open": "●",
    "ahead": "○",
    "passed_over": "–",
    "not_taken": "·",
    "broken_off": "×",
}
BEEN = ("done", "open")


def draw_case(page: CasePage, rows: Sequence[Row]) -> Drawing:
    """Every step of the procedure fixed on this case, with where the case has been."""
    states = {row.step.id: row.state for row in rows}

    def face(step: Step) -> NodeLabel:
        state = states.get(step.id, "ahead")
        return NodeLabel(page.title(step), _asked(page, step), state, SIGNS[state])

    return draw(page.ctx, page.file.law.procedure, face, _went(page, states))


def _asked(page: CasePage, step: Step) -> str:
    """The body asked last, or how many of them."""
    tasks = [task for task in page.case.tasks if task.step == step.id]
    bodies = {task.agency for task in tasks}
    if len(bodies) > 1:
        return page.ctx.said(AGENCIES, len(bodies))
    return page.asked(tasks[-1]) if tasks else ""


def _went(page: CasePage, states: dict[str, str]) -> set[tuple[str, str]]:
    """Ways that were taken: by the answers given, and on past steps whose condition fails."""
    procedure = page.file.law.procedure
    went = set()
    for step in procedure.steps:
        if states.get(step.id) != "done":
            continue
        said = {task.outcome for task in page.case.tasks if task.step == step.id}
        went |= {(step.id, to) for outcome, to in step.routes.items() if outcome in said}
        way = [(step.id, step.then)]
        while states.get(way[-1][1]) == "passed_over":
            way.append((way[-1][1], procedure.step(way[-1][1]).then))
        if said - set(step.routes) and states.get(way[-1][1]) in BEEN:
            went |= set(way)
    return went
