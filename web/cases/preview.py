"""Before anything starts: who would be asked and until when; and the two clocks of discipline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from domain.calendar.dates import parse_day, parse_span
from domain.calendar.workdays import Due
from domain.cases.preview import Matter, Preview, preview
from domain.errors import CaseworkError
from domain.law.case_law import Law
from domain.law.limitation import (
    Bases,
    InTime,
    Limitation,
    Violation,
    concluded_in_time,
    time_limit,
)
from domain.state.case import PostKind
from web.kit.request import RequestContext, SignedInContext
from web.law import chosen_day

router = APIRouter()
Typed = Annotated[str, Query(max_length=40)]
Takes = Annotated[list[str], Query(max_length=20)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form of the preview asks. `takes`: answers other than the usual, step=answer."""

    procedure: str
    press: str
    post: PostKind
    day: date
    takes: tuple[str, ...]

    def taking(self, step: str, outcome: str) -> str:
        """Address of the same preview in which a step is answered otherwise."""
        others = [take for take in self.takes if take.partition("=")[0] != step]
        asked = {
            "procedure": self.procedure,
            "press": self.press,
            "post": self.post,
            "on": f"{self.day:%d/%m/%Y}",
            "take": [*others, f"{step}={outcome}"],
        }
        return f"/law/preview?{urlencode(asked, doseq=True)}"


@router.get("/law/preview")
def foresee(
    ctx: SignedInContext,
    procedure: Typed = "",
    press: Typed = "",
    post: PostKind = PostKind.HEAD,
    on: Typed = "",
    take: Takes = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """Only the form until a press agency is chosen; a refusal is shown above it."""
    day, message = chosen_day(ctx, on, ctx.app.today())
    kinds = tuple(ctx.app.catalogue.kinds)
    wish = Wish(procedure or kinds[0], press, post, day, tuple(take))
    law: Law | None = None
    rows: tuple[Preview, ...] = ()
    if press and not message:
        try:
            law, rows = _foreseen(ctx, wish)
        except CaseworkError as error:
            message = ctx.refusal(error)
    return ctx.page(
        "law/preview.html",
        tab="preview",
        wish=wish,
        on=on,
        message=message,
        law_=law,
        rows=rows,
        agencies=ctx.app.catalogue.agencies.press_agencies(day),
        procedures=kinds,
        posts=tuple(PostKind),
        passed=[row.step.id for row in rows],
    )


@router.get("/law/limitation")
def limitation(  # noqa: PLR0913  one parameter for each field of the form
    ctx: SignedInContext,
    ended: Typed = "",
    concluded: Typed = "",
    form: Typed = "reprimand",
    discovered: Typed = "",
    new_act: Typed = "",
    excluded: Annotated[str, Query(max_length=600)] = "",
) -> Response:
    """Period of limitation and time limit, each with its sum. It decides nothing."""
    typed = {
        "ended": ended,
        "concluded": concluded,
        "form": form,
        "discovered": discovered,
        "new_act": new_act,
        "excluded": excluded,
    }
    found, message = None, ""
    if ended or concluded:
        try:
            found = clocks(ctx, typed)
        except CaseworkError as error:
            message = ctx.refusal(error)
    return ctx.page(
        "law/limitation.html",
        tab="limitation",
        typed=typed,
        found=found,
        message=message,
        never=ctx.app.catalogue.clocks.never,
        not_counted=ctx.app.catalogue.clocks.not_counted,
    )


@dataclass(frozen=True, slots=True)
class PreviewedTimes:
    """`limits`: plain and extended, each with the day and what it rests on."""

    answer: InTime
    sums: tuple[Limitation, ...]
    limits: tuple[tuple[Due, Bases], ...]


def clocks(ctx: RequestContext, typed: dict[str, str]) -> PreviewedTimes:
    """Raises BadInput naming the field, or NoVersionInForce."""
    catalogue = ctx.app.catalogue
    spans = tuple(
        parse_span(line, field="excluded")
        for line in typed["excluded"].splitlines()
        if line.strip()
    )
    again = parse_day(typed["new_act"], field="new_act") if typed["new_act"] else None
    act = Violation(parse_day(typed["ended"], field="ended"), typed["form"], again, spans)
    concluded = parse_day(typed["concluded"], field="concluded")
    answer, sums = concluded_in_time(act, catalogue.clocks, concluded)
    limits: tuple[tuple[Due, Bases], ...] = ()
    if typed["discovered"]:
        day = parse_day(typed["discovered"], field="discovered")
        limits = tuple(
            time_limit(day, catalogue.clocks, catalogue.calendar, extended=longer, excluded=spans)
            for longer in (False, True)
        )
    return PreviewedTimes(answer, sums, limits)


def _foreseen(ctx: RequestContext, wish: Wish) -> tuple[Law, tuple[Preview, ...]]:
    """Raises NotFound for an unknown procedure or agency, or what the law data is silent about."""
    catalogue = ctx.app.catalogue
    law = catalogue.law(catalogue.find(wish.procedure, wish.press, wish.day))
    takes = tuple((step, said) for step, _, said in (t.partition("=") for t in wish.takes))
    return law, preview(law, Matter(wish.press, wish.post, wish.day, takes=takes))
