"""Load, punctuality and time, only over the cases the viewer may see. It scores nobody by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from domain.calendar.durations import DurationStats, spread, tape
from domain.calendar.workdays import WorkCalendar
from domain.law.procedure import Procedure, Step
from models.cases.statistics import (
    Counted,
    MonthOfWork,
    StatisticsPeriod,
    StepDuration,
    Workload,
    by_month,
    counts,
    loads,
    opened_by_month,
    times,
)
from models.unit_of_work import reading
from notifications.law_words import WORKING_DAYS
from regulations.workdays import FIRST_YEAR, LAST_YEAR
from web.drawing.charts import MONTHS, BodyYear, MonthColumn, boxes, columns_of, field_of
from web.drawing.diagram import draw
from web.drawing.layout import Drawing, NodeLabel
from web.kit.request import RequestContext, SignedInContext, works

router = APIRouter()
SHADES = (0.05, 0.10, 0.20, 0.35)  # share of the time from which a box is a shade darker


@dataclass(frozen=True, slots=True)
class TimeByBody:
    """One step of a procedure: how long it took, and its share of all the time, 0 … 1."""

    step: Step
    spread: DurationStats
    share: float


Spreads = Mapping[str, Mapping[str, DurationStats]]  # procedure → step → spread


@dataclass(frozen=True, slots=True)
class YearMeasured:
    """All that was counted of one year."""

    counts: tuple[Counted, ...]
    loads: tuple[Workload, ...]
    took: tuple[StepDuration, ...]
    work: tuple[MonthOfWork, ...]
    opened: Mapping[int, int]

    @property
    def months(self) -> tuple[MonthColumn, ...]:
        """January to December, all bodies together."""
        return tuple(self._month(number) for number in range(1, MONTHS + 1))

    def _month(self, number: int) -> MonthColumn:
        work = [one for one in self.work if one.month == number]
        return MonthColumn(
            number,
            self.opened.get(number, 0),
            sum(one.asked for one in work),
            sum(one.in_time for one in work),
            sum(one.answered - one.dated for one in work),
            sum(one.late for one in work),
        )

    def bodies(self, named: Callable[[str], str]) -> tuple[BodyYear, ...]:
        """Those that answered in the year, the most burdened first."""
        found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
        for one in self.work:
            if one.answered:
                found[one.agency][one.month] = (one.answered, one.late)
        years = [
            BodyYear(named(body), [of.get(m, (0, 0)) for m in range(1, MONTHS + 1)])
            for body, of in found.items()
        ]
        return tuple(sorted(years, key=lambda body: -body.answered))


@router.get("/statistics")
def show(
    ctx: SignedInContext,
    year: int | None = None,
    procedure: Annotated[str, Query(max_length=60)] = "",
) -> Response:
    """A year in numbers; the drawing shows where the time of one procedure goes."""
    shown = ctx.app.today().year if year is None else year
    if not works(ctx.viewer) or not FIRST_YEAR <= shown <= LAST_YEAR:
        raise HTTPException(404)
    found = _measured(ctx, StatisticsPeriod(date(shown, 1, 1), date(shown, 12, 31)))
    spreads = _spreads(found.took, ctx.app.catalogue.calendar)
    chosen = procedure if procedure in spreads else next(iter(spreads), "")
    text = ctx.app.catalogue.latest(chosen) if chosen else None
    heats = _heats(text, spreads[chosen]) if text else ()
    bodies = found.bodies(ctx.app.words({}, ctx.language).agency)
    return ctx.page(
        "cases/statistics.html",
        year=shown,
        years=(FIRST_YEAR, LAST_YEAR),
        counts=found.counts,
        loads=found.loads,
        most=max((load.open for load in found.loads), default=0),
        text=text,
        heats=heats,
        drawing=_drawing(ctx, text, heats) if text else None,
        texts=[ctx.app.catalogue.text(key) for key in spreads],
        named=ctx.app.catalogue.text,
        work=found.work,
        months=found.months,
        bodies=bodies,
        of_year=columns_of(found.months),
        of_bodies=field_of(bodies),
        of_steps=boxes([(ctx.title_of(heat.step), heat.spread) for heat in heats]),
    )


def _measured(ctx: RequestContext, period: StatisticsPeriod) -> YearMeasured:
    visibility, today = ctx.viewer.visibility, ctx.app.today()

    with reading(ctx.app) as uow:
        on = uow.connection
        return YearMeasured(
            counts(on, visibility, period, today),
            loads(on, visibility, period, today),
            times(on, visibility, period),
            by_month(on, visibility, period),
            opened_by_month(on, visibility, period),
        )


def _spreads(took: Sequence[StepDuration], calendar: WorkCalendar) -> Spreads:
    """Procedures with the most rounds first."""
    if not took:
        return {}
    measure = tape(min(t.first for t in took), max(t.last for t in took), calendar)
    lengths: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for t in took:
        lengths[t.procedure][t.step].append((measure.length(t.first, t.last), t.times))
    found = {p: {s: spread(pairs) for s, pairs in steps.items()} for p, steps in lengths.items()}
    return dict(sorted(found.items(), key=lambda f: -sum(s.times for s in f[1].values())))


def _heats(text: Procedure, spreads: Mapping[str, DurationStats]) -> tuple[TimeByBody, ...]:
    """In the order of the law. A step of an older text that is no more is left out."""
    whole = sum(found.total for found in spreads.values()) or 1
    return tuple(
        TimeByBody(step, spreads[step.id], spreads[step.id].total / whole)
        for step in text.steps
        if step.id in spreads
    )


def _drawing(ctx: RequestContext, text: Procedure, heats: Sequence[TimeByBody]) -> Drawing:
    """The share of the time each step took, as a number and as a shade."""
    hot = {heat.step.id: heat for heat in heats}

    def face(step: Step) -> NodeLabel:
        title = ctx.title_of(step)
        if step.id not in hot:
            return NodeLabel(title, "—", "heat-none")
        heat = hot[step.id]
        shade = sum(heat.share >= bound for bound in SHADES)
        days = ctx.said(WORKING_DAYS, heat.spread.median)
        who = f"{round(100 * heat.share)} % · {days}"
        return NodeLabel(title, who, f"heat-{shade}", link=f"#{step.id}")

    return draw(ctx, text, face)
