"""What waits for nobody, for programs of who can mend it."""

from __future__ import annotations

from fastapi import APIRouter

from actions.watch.orphans import orphans, sight_of
from domain.watch.orphans import Gap
from models.unit_of_work import reading
from web.api.caller import Reader
from web.api.shapes import Shape

router = APIRouter(tags=["tasks"])


class OrphanLine(Shape):
    """`mend`: the page where it is mended. A case is named by its number alone to who looks after
    the directory; `task` is empty for them."""

    why: Gap
    mend: str
    agency: str
    case: str
    task: str
    person: str
    number: int


class OrphanList(Shape):
    """Up to 50 of a kind; empty for who can mend none."""

    items: list[OrphanLine]


@router.get("/watch")
def watch(caller: Reader) -> OrphanList:
    with reading(caller.app) as uow:
        found = orphans(caller.app, uow, sight_of(caller.app, caller.viewer))
    return OrphanList(
        items=[
            OrphanLine(
                why=line.why,
                mend=line.address,
                agency=line.agency,
                case=line.case,
                task=line.task,
                person=line.person,
                number=line.number,
            )
            for line in found
        ]
    )
