"""A procedure as a drawing: the main way downwards, side ways to the right of it.

Here is decided what is drawn, in whose language; web/drawing/layout.py knows where, a template
draws and the style sheet colours. The caller says what each box shows: where a case has been,
whom the law asks, where the time goes. A state is told by a sign and by words too, never by colour
alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from domain.law.options import Outcome
from domain.law.procedure import ENDS, Procedure, Step
from notifications.words import word
from web.drawing.layout import (
    Drawing,
    DrawnSheet,
    EdgePath,
    NodeLabel,
)
from web.kit.request import RequestContext

Went = Collection[tuple[str, str]]


def draw(
    ctx: RequestContext, procedure: Procedure, face: Callable[[Step], NodeLabel], went: Went = ()
) -> Drawing:
    """In the language of who looks; `went` are the ways a case took, from step to step."""
    main = _main_way(procedure)
    below = set(pairwise(main))
    ways = [way for step in procedure.steps for way in _ways(ctx, step, went)]
    bent = [way for way in ways if (way.start, way.end) not in below]
    faces = {step.id: face(step) for step in procedure.steps}
    sheet = DrawnSheet(procedure, main, faces, bent)
    straight = [sheet.down(way) for way in ways if (way.start, way.end) in below]
    return Drawing(
        sheet.width, sheet.depth, tuple(sheet.boxes.values()), (*straight, *sheet.arrows())
    )


def _main_way(procedure: Procedure) -> list[str]:
    way, step = [], procedure.start
    while step not in ENDS and step not in way:
        way.append(step)
        step = procedure.step(step).then
    return way


def _ways(ctx: RequestContext, step: Step, went: Went) -> Iterator[EdgePath]:
    """First where the step goes on to, then each other target once, with its answers."""
    if step.then not in ENDS:
        yield EdgePath(step.id, step.then, "", (step.id, step.then) in went)
    answers: dict[str, list[str]] = defaultdict(list)
    for outcome, target in step.routes.items():
        if target != step.then:
            answers[target].append(_answer(ctx, step, outcome))
    said_so = {str(outcome) for outcome in step.routes}  # the answer "stop" needs no ending
    for target, words in answers.items():
        text = ", ".join(dict.fromkeys(words))
        if target in ENDS and target not in said_so:
            text = f"{text}: {word('ends', target, ctx.language)}"
        yield EdgePath(step.id, target, text, (step.id, target) in went)


def _answer(ctx: RequestContext, step: Step, outcome: Outcome) -> str:
    option = step.options.option(outcome)
    return option.en if option and ctx.language == "en" else ctx.words().outcome(outcome)
