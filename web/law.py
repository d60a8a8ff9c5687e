"""The law as the software reads it, on any day. It is public: everybody signed in may look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from domain.calendar.dates import parse_day
from domain.errors import BadInput, NotFound, RegulationError
from domain.law.agencies import Agency
from domain.law.procedure import Procedure, Step
from notifications.law_words import (
    AGENCIES,
    asked_by,
    time_allowed,
)
from regulations.compare import ComparedStep, compare
from regulations.days import concerns
from web.drawing.diagram import draw
from web.drawing.layout import Drawing, NodeLabel
from web.kit.request import RequestContext, SignedInContext

router = APIRouter()
On = Annotated[str, Query(max_length=20)]
REGIMES = ("101", "75")


@dataclass(frozen=True, slots=True)
class TextInForce:
    """The procedure as it reads on a day, and whom it asks in a case about one press agency.

    `procedure` is None where it has no text on that day; `why` then says so.
    """

    text: Procedure
    day: date
    press: tuple[Agency, ...]
    press_agency: str
    procedure: Procedure | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One of two procedures that are compared, on the last day on which it reads."""

    procedure: Procedure
    day: date
    press_agency: str


@router.get("/law")
def procedures(ctx: SignedInContext) -> Response:
    """Every procedure, by regime; what there is in both may be compared."""
    texts = ctx.app.catalogue.all_procedures()
    regimes = [
        (regime, [text for text in texts if text.regime == f"QD{regime}"]) for regime in REGIMES
    ]
    return ctx.page("law/law.html", tab="procedures", regimes=regimes)


@router.get("/law/rules")
def rules(ctx: SignedInContext, on: On = "") -> Response:
    """The rules about persons in force on a day, with how hard each bites."""
    day, message = chosen_day(ctx, on, ctx.app.today())
    found = [rule for rule in ctx.app.catalogue.rules if rule.covers(day)]
    return ctx.page(
        "law/rules.html",
        tab="rules",
        day=day,
        on=on,
        message=message,
        rules=found,
    )


@router.get("/law/conflicts")
def conflicts(ctx: SignedInContext) -> Response:
    """Where texts differ, with both texts and how the software handles it."""
    found = ctx.app.catalogue.conflicts
    return ctx.page("law/conflicts.html", tab="conflicts", conflicts=found)


@router.get("/law/instruments")
def instruments(ctx: SignedInContext, on: On = "") -> Response:
    """Every text the law rests on, or those in force on a day."""
    table = ctx.app.catalogue.instruments
    day, message = chosen_day(ctx, on, ctx.app.today())
    found = table.in_force(day) if on and not message else tuple(table.by_id.values())
    return ctx.page(
        "law/instruments.html",
        tab="instruments",
        on=on,
        message=message,
        texts=found,
        by_id=table.by_id,
    )


@router.get("/law/compare")
def side_by_side(ctx: SignedInContext, name: str = "appoint.party") -> Response:
    """The predecessor and the regulation of today, step by step."""
    catalogue = ctx.app.catalogue
    pairs = [key for key in _names(catalogue.files, "75") if f"101/{key}" in catalogue.files]
    if name not in pairs:
        raise NotFound(kind="procedure", id=name)
    left, right = (_side(ctx, f"{regime}/{name}") for regime in ("75", "101"))
    found = compare(left.procedure, right.procedure)
    rows = [(row, _of(left, row), _of(right, row)) for row in found.rows]
    return ctx.page(
        "law/compare.html",
        tab="compare",
        name=name,
        left=left,
        right=right,
        rows=rows,
        allowed=time_allowed,
        pairs=[catalogue.text(f"101/{key}") for key in pairs],
        asked=lambda side, step: _asked(ctx, step, side.press_agency, side.day),
    )


@router.get("/law/{regime}/{name}")
def procedure(
    ctx: SignedInContext, regime: str, name: str, on: On = "", press: str = ""
) -> Response:
    """One procedure on a day: its drawing, its steps, whom each asks, until when, under what."""
    text = ctx.app.catalogue.text(f"{regime}/{name}")
    usual = max(text.first_day, min(ctx.app.today(), text.last_day or date.max))
    day, message = chosen_day(ctx, on, usual)
    reading = _read(ctx, text, day, press)
    drawing = _drawing(ctx, reading) if reading.procedure else None
    return ctx.page(
        "law/procedure.html",
        tab="procedures",
        r=reading,
        on=on,
        message=message,
        drawing=drawing,
        dossier=ctx.app.catalogue.dossier,
        allowed=time_allowed,
        asked=lambda step: _asked(ctx, step, reading.press_agency, reading.day),
    )


def chosen_day(ctx: RequestContext, typed: str, otherwise: date) -> tuple[date, str]:
    """The day typed, and nothing; or the other day, and what is wrong with what was typed."""
    if not typed.strip():
        return otherwise, ""
    try:
        return parse_day(typed, field="on"), ""
    except BadInput as error:
        return otherwise, ctx.refusal(error)


def _read(ctx: RequestContext, text: Procedure, day: date, press_agency: str) -> TextInForce:
    """For the press agency asked for, or the first one the procedure is for that day."""
    press = press_for(ctx, text, day)
    codes = [agency.code for agency in press]
    code = press_agency if press_agency in codes else next(iter(codes), "")
    try:
        return TextInForce(text, day, press, code, text.on(day))
    except RegulationError as error:
        return TextInForce(text, day, press, code, None, ctx.refusal(error))


def press_for(ctx: RequestContext, text: Procedure, day: date) -> tuple[Agency, ...]:
    """The press agencies of that day for which the procedure is."""
    bodies = ctx.app.catalogue.agencies.press_agencies(day)
    return tuple(body for body in bodies if body.press and concerns(text, body.press))


def _asked(ctx: RequestContext, step: Step, press_agency: str, day: date) -> list[str]:
    names = asked_by(ctx.app.catalogue.agencies, step, press_agency, day)
    return [ctx.said(name) for name in names]


def _drawing(ctx: RequestContext, reading: TextInForce) -> Drawing:
    assert reading.procedure is not None
    numbers = {step.id: n for n, step in enumerate(reading.procedure.steps, start=1)}

    def face(step: Step) -> NodeLabel:
        bodies = _asked(ctx, step, reading.press_agency, reading.day)
        who = bodies[0] if len(bodies) == 1 else ctx.said(AGENCIES, len(bodies))
        return NodeLabel(ctx.title_of(step), who, sign=str(numbers[step.id]), link=f"#{step.id}")

    return draw(ctx, reading.procedure, face)


def _names(files: Iterable[str], regime: str) -> list[str]:
    return [key.partition("/")[2] for key in files if key.startswith(f"{regime}/")]


def _side(ctx: RequestContext, procedure_id: str) -> ComparedText:
    text = ctx.app.catalogue.latest(procedure_id)
    day = text.last_day or ctx.app.today()
    press = press_for(ctx, text, day)
    return ComparedText(text, day, press[0].code if press else "")


def _of(side: ComparedText, row: ComparedStep) -> Step | None:
    return next((step for step in side.procedure.steps if step.id == row.step), None)
