"""The law as the software reads it, the calendar, and what falls due."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import Field

from actions.eligibility.upcoming import radar_on
from domain.calendar.workdays import calendar_days_after, working_days_after
from domain.cases.preview import Matter, Preview, preview
from domain.eligibility.eligibility import Rule
from domain.eligibility.upcoming import UpcomingItem
from domain.errors import NotFound
from domain.law.agencies import PressAgency
from domain.law.instruments import Instrument
from domain.law.options import Option
from domain.law.procedure import Procedure, Step
from domain.state.case import PostKind
from regulations.compare import Comparison, compare
from web.api.caller import Caller, Reader
from web.api.shapes import Day, DueShape, Shape, TaskShape, due_shape, task_shape

router = APIRouter(tags=["law"])
ProcedureId = Annotated[str, Query(max_length=60, pattern=r"^[a-z0-9./_-]+$")]


class ProcedureLine(Shape):
    """`status` reconstruction: rebuilt from a secret text, no article is cited."""

    id: str
    name: str
    title: str
    title_en: str
    status: str
    first_day: str
    last_day: str | None


class Foreseeing(Shape):
    procedure: Annotated[str, Field(max_length=20, pattern=r"^[a-z]+$")]
    press_agency: Annotated[str, Field(max_length=40, pattern=r"^[A-Z0-9]+$")]
    post: PostKind = PostKind.HEAD
    on: Day | None = None


class Otherwise(Shape):
    option: Option
    leads_to: str


class ForeseenShape(Shape):
    """One step to come: who is asked until when, where other answers lead."""

    step: Step
    opens: date
    asked: list[TaskShape]
    otherwise: list[Otherwise]


class Warned(Shape):
    """`left` calendar days to `last`; `mark` the mark reached; `legal` whether it is the law's."""

    kind: Literal["term", "notice", "acting", "discipline", "vacancy"]
    title: str
    person: str
    agency: str
    last: Day
    left: int
    mark: int | None
    legal: bool
    basis: str


@router.get("/law/procedures")
def procedures(caller: Reader) -> list[ProcedureLine]:
    return [
        ProcedureLine(
            id=p.id,
            name=p.name,
            title=p.title,
            title_en=p.title_en,
            status=p.status,
            first_day=p.first_day.isoformat(),
            last_day=p.last_day.isoformat() if p.last_day else None,
        )
        for p in caller.app.catalogue.all_procedures()
    ]


@router.get("/law/procedure")
def procedure(caller: Reader, id: ProcedureId, on: Day | None = None) -> Procedure:
    return caller.app.catalogue.procedure(_known(caller, id), on or caller.app.today())


@router.get("/law/compare")
def differences(caller: Reader, first: ProcedureId, second: ProcedureId) -> Comparison:
    catalogue = caller.app.catalogue
    return compare(
        catalogue.latest(_known(caller, first)), catalogue.latest(_known(caller, second))
    )


@router.get("/law/instruments")
def instruments(caller: Reader, on: Day | None = None) -> list[Instrument]:
    known = caller.app.catalogue.instruments
    return list(known.in_force(on) if on else known.by_id.values())


@router.get("/law/rules")
def rules(caller: Reader, on: Day | None = None) -> list[Rule]:
    day = on or caller.app.today()
    return [rule for rule in caller.app.catalogue.rules if rule.covers(day)]


@router.post("/law/preview")
def foresee(caller: Reader, body: Foreseeing) -> list[ForeseenShape]:
    catalogue, day = caller.app.catalogue, body.on or caller.app.today()
    _press(caller, body.press_agency)
    law = catalogue.law(catalogue.find(body.procedure, body.press_agency, day))
    found = preview(law, Matter(body.press_agency, body.post, day))
    return [_foreseen(step) for step in found]


@router.get("/calendar/explain")
def explain(
    caller: Reader, start: Day, days: Annotated[int, Query(ge=1, le=2000)], working: bool = True
) -> DueShape:
    count = working_days_after if working else calendar_days_after
    return due_shape(count(start, days, caller.app.catalogue.calendar))


@router.get("/radar")
def warnings(caller: Reader, on: Day | None = None) -> list[Warned]:
    if not caller.viewer.watches:  # the same right as the page asks
        raise HTTPException(404)
    found, _ = radar_on(caller.app, on or caller.app.today())
    return [_warned(caller, item) for item in found]


def _foreseen(found: Preview) -> ForeseenShape:
    return ForeseenShape(
        step=found.step,
        opens=found.opens,
        asked=[task_shape(task) for task in found.asked],
        otherwise=[Otherwise(option=option, leads_to=to) for option, to in found.otherwise],
    )


def _warned(caller: Caller, blip: UpcomingItem) -> Warned:
    cited = caller.app.catalogue.instruments.cite(blip.watch.basis)
    return Warned(
        kind=blip.watch.id,
        title=blip.watch.title,
        person=blip.person,
        agency=blip.agency,
        last=blip.last,
        left=blip.left,
        mark=blip.mark,
        legal=blip.legal,
        basis=cited,
    )


def _press(caller: Caller, code: str) -> PressAgency:
    """Raises NotFound for a body that is no press agency."""
    found = caller.app.catalogue.agencies.get(code).press
    if found is None:
        raise NotFound(kind="press_agency", id=code)
    return found


def _known(caller: Caller, text: str) -> str:
    """ "101/appoint" means the Party/State variant. Raises NotFound."""
    files = caller.app.catalogue.files
    found = text if text in files or "." in text else f"{text}.party"
    if found not in files:
        raise NotFound(kind="procedure", id=text)
    return found
