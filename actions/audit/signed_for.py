"""Who signed for whom over all cases an auditor sees: by written power, or as a deputy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from actions.app import App
from actions.cases.lists import LONGEST
from documents.export.sheets import Cell, Sheet
from domain.calendar.clock import local_day
from domain.law.agencies import Agency
from domain.law.procedure import Step
from models.audit.audit_search import SignedFor, SignedForWanted, search_signed_for
from models.unit_of_work import UnitOfWork, reading
from models.visibility import Visibility

BY_POWER, FOR_HEAD, FOR_HEAD_OF_PARTY = "TUQ.", "KT.", "K/T"  # Decree 30/2020 Art 13; HD05
COLUMNS = (
    "Lúc",
    "Hồ sơ",
    "Cơ quan",
    "Thể thức ký",
    "Chức danh có thẩm quyền",
    "Người có thẩm quyền",
    "Người ký",
    "Chức vụ người ký",
    "Văn bản ủy quyền",
    "Việc",
    "Trả lời",
    "Số văn bản",
)


@dataclass(frozen=True, slots=True)
class PowerUsed:
    """A signature by another's power. `principal` is empty where no head is on file."""

    at: datetime
    case: str
    agency: str
    how: str
    title: str
    principal: str
    signer: str
    position: str
    document: str
    step: Step
    outcome: str
    status: str
    number: str


def powers_used(
    app: App,
    uow: UnitOfWork,
    visibility: Visibility,
    wanted: SignedForWanted,
    *,
    limit: int,
    offset: int = 0,
) -> tuple[PowerUsed, ...]:
    """Newest first; people are named by their ids."""
    bodies = app.catalogue.agencies.by_code
    members = [code for code, body in bodies.items() if signs_as_member(body)]
    found = search_signed_for(
        uow.connection, visibility, wanted, members, limit=limit, offset=offset
    )
    return tuple(_lines(app, uow, found))


def signs_as_member(body: Agency) -> bool:
    """A deputy of a Party collective signs as its member, for nobody (HD05; documents/frame)."""
    return body.layout == "party" and bool(body.collective)


def _lines(app: App, uow: UnitOfWork, found: Sequence[SignedFor]) -> Iterator[PowerUsed]:
    heads: dict[tuple[str, date], str] = {}
    bodies = app.catalogue.agencies
    for row in found:
        body = bodies.by_code.get(row.agency)
        title, principal, how = row.for_position, row.on_behalf_of, BY_POWER
        if not principal:
            title = body.head if body else ""
            key = (row.agency, local_day(row.answered_at))
            if key not in heads:
                heads[key] = _head(uow, *key, title)
            principal = heads[key]
            how = FOR_HEAD_OF_PARTY if body and body.layout == "party" else FOR_HEAD
        yield PowerUsed(
            row.answered_at,
            row.case_id,
            row.agency,
            how,
            title,
            principal,
            row.person,
            row.position,
            row.mandate,
            app.procedure(uow, row.law_digest).step(row.step),
            row.outcome or "",
            row.status,
            row.paper_number,
        )


def _head(uow: UnitOfWork, agency: str, day: date, title: str) -> str:
    """Who held the position of the head on that day, if exactly one did."""
    held = {seat.person for seat in uow.directory.seats(agency, day) if seat.position == title}
    return held.pop() if len(held) == 1 else ""


def powers_sheet(app: App, visibility: Visibility, wanted: SignedForWanted) -> Sheet:
    """The same as a list for a spreadsheet."""
    with reading(app) as uow:
        used = powers_used(app, uow, visibility, wanted, limit=LONGEST)
        names = uow.directory.names(people_of(used))
    words = app.words(names)

    def row(one: PowerUsed) -> tuple[Cell, ...]:
        return (
            one.at,
            one.case,
            words.agency(one.agency),
            one.how,
            one.title,
            names.get(one.principal, one.principal),
            names.get(one.signer, one.signer),
            one.position,
            one.document,
            one.step.title,
            words.outcome(one.outcome) if one.outcome else "",
            one.number,
        )

    return Sheet("Ký thay, ký thừa ủy quyền", COLUMNS, tuple(map(row, used)))


def people_of(used: Sequence[PowerUsed]) -> set[str]:
    return {person for one in used for person in (one.signer, one.principal) if person}
