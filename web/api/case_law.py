"""The law a case goes by, and going on by the text in force on another day."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter

from actions.cases.migrate_case import migrate_case, other_law
from domain.migration.plan import StepFate
from web.api.caller import Doer, Key, Reader
from web.api.shapes import CaseId, Day, Done, Line, Shape, Words, done

router = APIRouter(prefix="/cases", tags=["cases"])


class MigrationAsked(Shape):
    """`on` chooses the text; `document` is the paper the reason rests on, by number and date."""

    on: Day
    reason: Words
    document: Line


class StepThen(Shape):
    step: str
    title: str
    fate: StepFate


class LawSeen(Shape):
    """What the case goes by, and `then`: every step on its way by the text in force `on` a day."""

    procedure: str
    law_day: date
    on: date
    goes_on: str
    gone: list[str]
    then: list[StepThen]


@router.get("/{case}/law")
def law(caller: Reader, case: CaseId, on: Day | None = None) -> LawSeen:
    found = caller.reads(case)
    day = on or caller.app.today()
    plan = other_law(caller.app, case, day).plan
    then = [StepThen(step=s.id, title=s.title, fate=plan.fates[s.id]) for s in plan.path]
    return LawSeen(
        procedure=found.procedure,
        law_day=found.law_day,
        on=day,
        goes_on=plan.goes_on,
        gone=list(plan.gone),
        then=then,
    )


@router.post("/{case}/law")
def migrate(caller: Doer, case: CaseId, key: Key, body: MigrationAsked) -> Done:
    said = {"reason": body.reason, "document": body.document}
    return done(migrate_case(caller.app, caller.act(case, key), day=body.on, **said))
