"""The right to be heard, the discipline council, and who steps aside."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from actions.hearing.form_council import form_council
from actions.hearing.hearing import record_hearing, serve_paper
from actions.hearing.recuse import step_aside
from domain.facts.hearing import CouncilSeat
from domain.hearing.hearing import Serving
from web.api.caller import Doer, Key
from web.api.shapes import CaseId, Day, Done, Hash, Id, Shape, Words, done

router = APIRouter(prefix="/cases/{case}", tags=["hearing"])


class ServedPaper(Shape):
    """`meeting` is the day a summons calls to, and of nothing else; `content` the hash of the
    paper, put into the dossier before (kind `served_paper`), which the person may then read."""

    what: Literal["accusation", "summons", "decision"]
    on: Day
    proof: Words
    meeting: Day | None = None
    content: Hash = ""


class Attendance(Shape):
    meeting: Day
    attendance: Literal["present", "absent", "asked_without"]
    note: Words = ""


class Council(Shape):
    """`seats` maps seat → person; `secretary` keeps the minutes."""

    seats: Annotated[dict[Id, Id], Field(min_length=1, max_length=20)]
    secretary: Id


class SteppingAside(Shape):
    """`who` is the person acting where nobody else is named."""

    relation: Id
    who: Id = ""
    note: Words = ""


@router.post("/served")
def served(caller: Doer, case: CaseId, key: Key, body: ServedPaper) -> Done:
    serving = Serving(**body.model_dump())
    return done(serve_paper(caller.app, caller.act(case, key), serving))


@router.post("/attended")
def attended(caller: Doer, case: CaseId, key: Key, body: Attendance) -> Done:
    act = caller.act(case, key)
    return done(record_hearing(caller.app, act, body.meeting, body.attendance, body.note))


@router.post("/council")
def council(caller: Doer, case: CaseId, key: Key, body: Council) -> Done:
    seats = tuple(CouncilSeat(person=person, seat=seat) for seat, person in body.seats.items())
    act = caller.act(case, key)
    return done(form_council(caller.app, act, seats, secretary=body.secretary))


@router.post("/aside")
def aside(caller: Doer, case: CaseId, key: Key, body: SteppingAside) -> Done:
    act = caller.act(case, key)
    who = body.who or caller.person
    return done(step_aside(caller.app, act, who=who, relation=body.relation, note=body.note))
