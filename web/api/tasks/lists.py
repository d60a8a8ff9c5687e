"""Tasks of the bodies a person works for: lists and counts."""

from __future__ import annotations

from datetime import date, datetime

from fastapi import APIRouter

from domain.errors import BadInput
from models.cases.worklist_rows import Tab
from models.cases.worklists import Line as WorkLine
from models.cases.worklists import Wanted, count
from models.cases.worklists import lines as worklist
from models.unit_of_work import reading
from web.api.caller import Reader
from web.api.shapes import Cursor, Limit, Page, Shape, paged, place_of

router = APIRouter(tags=["tasks"])


class Waiting(Shape):
    case: str
    procedure: str
    subject: str
    press_agency: str
    post: str
    status: str
    step: str
    opened_at: datetime
    due: date | None
    agency: str
    task: str
    holder: str
    prepared_by: str


class Counts(Shape):
    """Of each list, counted up to 100; `mine`: of what waits, what this person can get on with."""

    mine: int
    waiting: int
    coordinating: int
    following: int
    done: int


@router.get("/tasks")
def list_(
    caller: Reader,
    tab: Tab = Tab.WAITING,
    late: bool = False,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[Waiting]:
    today = caller.app.today()
    wanted = Wanted(
        tab,
        late_before=today if late else None,
        mine=mine,
        limit=limit + 1,
        after=_after(cursor),
    )
    with reading(caller.app) as uow:
        found = worklist(uow.connection, caller.viewer.visibility, wanted)
    items = [Waiting.model_validate(_shown(row)) for row in found[:limit]]
    following = paged(found, limit, lambda row: (row.due or "", row.task))
    return Page(items=items, next=None if tab == Tab.DONE else following)


@router.get("/tasks/counts")
def counts(caller: Reader) -> Counts:
    visibility = caller.viewer.visibility

    with reading(caller.app) as uow:
        mine = count(uow.connection, visibility, Wanted(mine=True))
        counted = {tab: count(uow.connection, visibility, Wanted(tab)) for tab in Tab}
        return Counts(mine=mine, **counted)


def _after(cursor: str) -> tuple[date | None, str] | None:
    said = place_of(cursor, 2)
    if said is None:
        return None
    try:
        return (date.fromisoformat(said[0]) if said[0] else None), said[1]
    except ValueError as fault:
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor) from fault


def _shown(row: WorkLine) -> dict[str, object]:
    return {name: getattr(row, name) for name in Waiting.model_fields}
