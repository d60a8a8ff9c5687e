"""Cases: those the person sees, one of them whole, its history, opening and withdrawing."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query

from actions.cases.case_files import case_file, conformance_of
from actions.cases.offers import kinds_to_attach, may_withdraw
from actions.cases.open_case import OpenCase, open_case
from actions.cases.withdraw import withdraw
from domain.cases.conformance import Row
from domain.eligibility.eligibility import Finding
from domain.errors import BadInput
from domain.state.case import CaseStatus, PostKind
from models.cases.case_pages import (
    CaseRow,
    EventRow,
    Listed,
    cases_seen,
    events_of,
)
from models.unit_of_work import reading
from web.api.caller import Doer, Key, Reader
from web.api.shapes import (
    CaseId,
    CaseShape,
    Cursor,
    Day,
    Done,
    Id,
    Limit,
    Line,
    Page,
    Shape,
    Words,
    case_shape,
    done,
    paged,
    place_of,
)

router = APIRouter(prefix="/cases", tags=["cases"])
INDEPENDENT = "TallyEntered"  # whoever enters a count second must not see the first entry


class CaseLine(Shape):
    id: str
    procedure: str
    subject: str
    subject_name: str
    press_agency: str
    post: str
    handler: str
    status: str
    outcome: str
    step: str
    round: int
    opened_at: datetime
    about: str
    version: int


class Opening(Shape):
    """`decided_on` is the expected day of decision and chooses the law; default today."""

    procedure: Line
    subject: Id
    press_agency: Id
    post: PostKind = PostKind.HEAD
    handler: Id
    decided_on: Day | None = None
    note: Words = ""
    about: Id = ""


class ReasonGiven(Shape):
    reason: Words


class HistoryLine(Shape):
    """One fact as it is hashed: `digest` covers it and `previous`."""

    version: int
    part: int
    kind: str
    at: str
    previous: str
    digest: str
    fact: dict[str, Any]


class CaseSeen(CaseShape):
    """With what this person may do to it now; `attaches` are kinds of paper."""

    may_withdraw: bool
    attaches: list[str]


class Findings(Shape):
    rules: list[Finding]
    papers: list[Finding]


@router.get("")
def list_(
    caller: Reader,
    status: CaseStatus | None = None,
    procedure: Annotated[str, Query(max_length=20, pattern=r"^[a-z]*$")] = "",
    words: Annotated[Line, Query()] = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[CaseLine]:
    listed = Listed(status or "", procedure, words, _after(cursor), limit + 1)
    with reading(caller.app) as uow:
        found = cases_seen(uow.connection, caller.viewer.visibility, listed)
    items = [CaseLine.model_validate(row) for row in found[:limit]]
    return Page(items=items, next=paged(found, limit, _place))


@router.post("", status_code=201)
def open_(caller: Doer, key: Key, body: Opening) -> Done:
    kinds = caller.app.catalogue.kinds
    if body.procedure not in kinds:
        raise BadInput(field="procedure", value=body.procedure, known=sorted(kinds))
    if body.about:
        caller.check_sees(body.about)
    wish = OpenCase(
        act_id=caller.act_id(key),
        procedure=body.procedure,
        subject=body.subject,
        press_agency=body.press_agency,
        post=body.post,
        handler=body.handler,
        person=caller.person,
        decided_on=body.decided_on,
        note=body.note,
        about=body.about,
    )
    return done(open_case(caller.app, wish))


@router.get("/{case}")
def show(caller: Reader, case: CaseId) -> CaseSeen:
    shown = case_shape(caller.reads(case)).model_dump()

    with reading(caller.app) as uow:
        kinds = kinds_to_attach(caller.app, uow, case, person=caller.person)
        withdraws = may_withdraw(caller.app, uow, case, person=caller.person)
        return CaseSeen(**shown, may_withdraw=withdraws, attaches=[kind.id for kind in kinds])


@router.get("/{case}/history")
def history(
    caller: Reader, case: CaseId, limit: Limit = 100, cursor: Cursor = ""
) -> Page[HistoryLine]:
    after = _event_after(cursor)

    caller.reads(case)
    with reading(caller.app) as uow:
        found = events_of(uow.connection, case, after, limit + 1)
    items = [_history_line(row) for row in found[:limit]]
    return Page(items=items, next=paged(found, limit, lambda row: (row.version, row.part)))


@router.get("/{case}/conformance")
def conformance(caller: Reader, case: CaseId) -> list[Row]:
    caller.reads(case)
    return list(conformance_of(caller.app, case))


@router.get("/{case}/eligibility")
def eligibility(caller: Reader, case: CaseId) -> Findings:
    caller.reads(case)
    file = case_file(caller.app, case)
    return Findings(rules=list(file.findings), papers=list(file.papers))


@router.post("/{case}/withdraw")
def withdraw_(caller: Doer, case: CaseId, key: Key, body: ReasonGiven) -> Done:
    return done(withdraw(caller.app, caller.act(case, key), reason=body.reason))


def _place(row: CaseRow) -> tuple[str, str]:
    return row.opened_at.isoformat(), row.id


def _after(cursor: str) -> tuple[datetime, str] | None:
    said = place_of(cursor, 2)
    if said is None:
        return None
    try:
        opened = datetime.fromisoformat(said[0])
    except ValueError as fault:
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor) from fault
    if opened.tzinfo is None:
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor)
    return opened, said[1]


def _event_after(cursor: str) -> tuple[int, int]:
    version, part = place_of(cursor, 2) or ("0", "0")
    if not (version.isdecimal() and part.isdecimal() and len(version + part) < 16):
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor)
    return (int(version), int(part)) if cursor else (0, -1)


def _history_line(row: EventRow) -> HistoryLine:
    fact = json.loads(row.body)
    if row.kind == INDEPENDENT:
        fact.pop("tally")
    named = {name: getattr(row, name) for name in HistoryLine.model_fields if name != "fact"}
    return HistoryLine(**named, fact=fact)
