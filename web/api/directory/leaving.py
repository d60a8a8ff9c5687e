"""What hangs on a position, an account or a body, and who took over what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from actions.leaving.hanging import hanging, hanging_on_body, of_account, of_seat
from actions.leaving.leave import close_account, end_seat
from actions.leaving.receive import receive
from domain.directory.actors import Power, Seat
from domain.leaving.hanging import Hang, Hanging, Settling, digest_of
from models.directory.handovers import Handover
from models.unit_of_work import reading
from web.api.caller import Administrator, Doer, Key, Reader
from web.api.shapes import Day, Hash, Id, Line, Name, Shape

router = APIRouter(tags=["directory"])
HandoverNumber = Annotated[int, Path(ge=1, le=2**31 - 1)]


class HangingLine(Shape):
    """One thing. `id` goes into `to`; `moves`: it may be given to somebody."""

    id: str
    what: Hang
    moves: bool
    agency: str
    case: str
    person: str
    number: int


class HangingList(Shape):
    """`seen` goes with the act that ends: it names the list as it stands."""

    seen: str
    items: list[HangingLine]


class Settled(Shape):
    """What becomes of it: `to` names a receiver of one thing by its id, or "-" to leave it;
    `receiver` takes whatever else moves, empty: it stays."""

    seen: Hash = ""
    receiver: Id = ""
    to: dict[Id, Id] = Field(default_factory=dict, max_length=1000)


class PositionEnding(Shape):
    agency: Id
    position: Line
    first_day: Day
    last_day: Day
    document: Line
    settling: Settled = Settled()


class HandedOver(Shape):
    """One pack. `agency` empty: an account closed. What votes, counts or sits names no case."""

    number: int
    giver: str
    receiver: str
    agency: str
    position: str
    last_day: date | None
    document: str
    items: list[HangingLine]
    left: list[HangingLine]
    at: datetime
    received_at: datetime | None


def settling_of(said: Settled | None) -> Settling:
    return Settling(**said.model_dump()) if said else Settling(seen="")


def _listed(found: tuple[Hanging, ...]) -> HangingList:
    return HangingList(seen=digest_of(found), items=_lines(found))


def _lines(found: tuple[Hanging, ...]) -> list[HangingLine]:
    """The number of a case in which somebody votes or sits would say what it is about."""
    lines = [HangingLine.model_validate(one) for one in found]
    return [line if line.moves else line.model_copy(update={"case": ""}) for line in lines]


def _pack(pack: Handover) -> HandedOver:
    names = set(HandedOver.model_fields) - {"items", "left"}
    said = {name: getattr(pack, name) for name in names}
    return HandedOver(**said, items=_lines(pack.items), left=_lines(pack.left))


@router.get("/people/{person_id}/leaving")
def leaving(
    caller: Administrator,
    person_id: Name,
    agency: Id,
    position: Line,
    first_day: Day,
    last_day: Day,
) -> HangingList:
    key = {"person": person_id, "agency": agency, "position": position, "first_day": first_day}
    with reading(caller.app) as uow:
        seat = uow.spans.find(Seat, **key)
        assert isinstance(seat, Seat)
        return _listed(hanging(caller.app, uow, of_seat(caller.app, uow, seat, last_day)))


@router.post("/people/{person_id}/leaving", status_code=204)
def leave(caller: Administrator, person_id: Name, key: Key, body: PositionEnding) -> None:
    entry = caller.entry(key, body.document, body)
    named = {"agency": body.agency, "position": body.position, "first_day": body.first_day}
    settling = settling_of(body.settling)
    end_seat(caller.app, entry, body.last_day, settling, person=person_id, **named)


@router.get("/people/{person_id}/closing")
def closing(caller: Administrator, person_id: Name) -> HangingList:
    with reading(caller.app) as uow:
        return _listed(hanging(caller.app, uow, of_account(caller.app, uow, person_id)))


@router.post("/people/{person_id}/closing", status_code=204)
def close(caller: Administrator, person_id: Name, key: Key, body: Settled) -> None:
    act, settling = caller.act_id(key), settling_of(body)
    close_account(caller.app, person_id, by=caller.person, act_id=act, settling=settling)


@router.get("/province/bodies/{code}/ending")
def ending(caller: Administrator, code: Name, last_day: Day) -> HangingList:
    caller.app.catalogue.agencies.get(code)
    with reading(caller.app) as uow:
        return _listed(hanging_on_body(caller.app, uow, code, last_day))


@router.get("/handovers")
def handovers(caller: Reader) -> list[HandedOver]:
    mine = "" if caller.viewer.can(Power.ADMINISTER) else caller.person
    with reading(caller.app) as uow:
        return [_pack(pack) for pack in uow.handovers.of(mine)]


@router.post("/handovers/{number}/received")
def received(caller: Doer, number: HandoverNumber, key: Key) -> HandedOver:  # noqa: ARG001  said twice
    return _pack(receive(caller.app, number, person=caller.person))
