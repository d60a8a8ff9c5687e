"""Bodies and choices of the province for programs."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from pydantic import Field

from actions.province.acts import body_typed, change_body, choice_typed, choose
from actions.province.files import province_now
from domain.province.province import Province
from web.api.caller import Administrator, Key
from web.api.directory.leaving import Settled, settling_of
from web.api.shapes import Day, Line, Name, Shape, Words

router = APIRouter(tags=["directory"])


class ProvinceWanted(Shape):
    """One change. `code`: the body, where one is changed; `on`: from which day, of an end the last
    day; `said`: what it says by the names of fields, several roles with commas between; `settling`:
    what becomes of what hangs on a body that ends."""

    code: Line = ""
    on: Day | None = None
    said: dict[str, Line] = Field(default_factory=dict, max_length=30)
    document: Line
    reason: Words
    settling: Settled | None = None


class ProvinceEntered(Shape):
    """`waits` for a second administrator: powers move."""

    waits: bool


@router.get("/province")
def province(caller: Administrator) -> Province:
    return province_now(caller.app)


@router.post("/province/bodies/{what}")
def change_of_body(
    caller: Administrator, what: Name, body: ProvinceWanted, key: Key
) -> ProvinceEntered:
    typed = body_typed(body.code, body.said, body.on)
    entry = caller.entry(key, body.document, body)
    settling = replace(settling_of(body.settling), receiver=typed.successor)
    waits = change_body(caller.app, entry, what, typed, reason=body.reason, settling=settling)
    return ProvinceEntered(waits=waits)


@router.post("/province/choices/{what}")
def choice_of_province(
    caller: Administrator, what: Name, body: ProvinceWanted, key: Key
) -> ProvinceEntered:
    typed = choice_typed(body.said, body.on)
    entry = caller.entry(key, body.document, body)
    return ProvinceEntered(waits=choose(caller.app, entry, what, typed, reason=body.reason))
