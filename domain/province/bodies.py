"""One body changed from a day on: what it was called, held and was before stays as it read.

Each returns the province with the change in it, and raises BadInput for what cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from domain.errors import BadInput, NotFound
from domain.law.agencies import (
    Agency,
    AgencyName,
    GoverningBody,
    HeadTitle,
    HeldRole,
    PressAgency,
)
from domain.law.basis import Confidence
from domain.law.in_force import ONE_DAY, Dated
from domain.province.province import Province, plain

ENTERED = Confidence.READ  # an administrator has the document before them
CODE = re.compile(r"[A-Z0-9]{1,20}")
D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedBody:
    """What was typed about one body; what a change does not ask for is empty. `on`: from which day
    it holds, for an end the last day; None: it has been so all along. `variant` empty: it is no
    press agency."""

    code: str = ""
    on: date | None = None
    full: str = ""
    short: str = ""
    sign: str = ""
    above: str = ""
    layout: str = ""
    parent: str = ""
    head: str = ""
    deputy: str = ""
    collective: str = ""
    place: str = ""
    organ_id: str = ""
    note: str = ""
    roles: tuple[str, ...] = ()
    variant: str = ""
    nature: str = ""
    governing: str = ""
    successor: str = ""


LOOKS = ("layout", "parent", "head", "collective", "place", "organ_id", "note")


def added(province: Province, typed: TypedBody) -> Province:
    """A body more. Raises BadInput for a code that is taken or cannot be one, a missing name."""
    if not CODE.fullmatch(typed.code):
        raise BadInput(field="agency", rule=BadInput.Rule.BODY_CODE, value=typed.code)
    if province.body(typed.code):
        raise BadInput(field="agency", rule=BadInput.Rule.KNOWN_BODY, value=typed.code)
    row = {
        "code": typed.code,
        "names": [_name(typed)],
        "level": "province",
        "roles": [_held(role) | _from(typed.on) for role in typed.roles],
        "confidence": ENTERED,
        **{field: getattr(typed, field) for field in LOOKS},
        **_from(typed.on),
    }
    body = _shaped(row | ({"press": _press_row(typed)} if typed.variant else {}))
    return province.model_copy(update={"bodies": (*province.bodies, body)})


def _name(typed: TypedBody) -> dict[str, str]:
    short = typed.short or typed.full
    return {"full": _wanted("full", typed.full), "short": short} | {
        "sign": typed.sign or typed.code,
        "above": typed.above,
    }


def _press_row(typed: TypedBody) -> dict[str, Any]:
    governing = {"agency": _wanted("governing", typed.governing), "confidence": ENTERED}
    title = {
        "head": _wanted("head_title", typed.head),
        "deputy": _wanted("deputy_title", typed.deputy),
    }
    nature = {"nature": typed.nature} if typed.nature else {}
    return {"variant": typed.variant, "governing": [governing], "titles": [title], **nature}


def _held(role: str) -> dict[str, Any]:
    return {"role": role, "confidence": ENTERED}


def _from(day: date | None) -> dict[str, date]:
    return {"from": day} if day else {}


def _wanted(field: str, typed: str) -> str:
    if not typed:
        raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
    return typed


def _shaped(row: Mapping[str, Any]) -> Agency:
    """Raises BadInput for the field that cannot be."""
    try:
        return Agency.model_validate(row)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        field = next((str(p) for p in reversed(first["loc"]) if isinstance(p, str)), "agency")
        value = str(first["input"])[:60]
        raise BadInput(field=field, rule=BadInput.Rule.NOT_A_CHOICE, value=value) from wrong


def renamed(province: Province, typed: TypedBody) -> Province:
    """Another name from a day on. Raises BadInput, NotFound."""
    body = _standing(province, typed)
    named = AgencyName.model_validate(_name(typed))
    return _with(province, body, names=_from_then(body.names, named, _day(typed)))


def ended(province: Province, typed: TypedBody) -> Province:
    """A body ends with a day; its successor, where it has one, answers for it from the next day on
    and holds the roles it held. Raises BadInput, NotFound."""
    body, last_day = _standing(province, typed), _day(typed)
    after = _with(province, body, last_day=last_day, successor=typed.successor or None)
    if not typed.successor:
        return after
    heir = _body(after, typed.successor)
    held = [role for role in body.roles if role.covers(last_day)]
    return _with(after, heir, roles=_inherited(heir, held, last_day + ONE_DAY))


def _inherited(heir: Agency, roles: Iterable[HeldRole], on: date) -> tuple[HeldRole, ...]:
    held = {role.role for role in heir.roles if role.end > on}
    first = max(on, heir.first_day)
    new = (role for role in roles if role.role not in held)
    return (*heir.roles, *(_starting(role, first) for role in new))


def given_roles(province: Province, typed: TypedBody) -> Province:
    """The roles a body holds from a day on; those it gives up end the day before.

    Raises BadInput, NotFound.
    """
    body, on = _standing(province, typed), _day(typed)
    stay = [held for held in body.roles if held.role in typed.roles and held.covers(on)]
    past = [_until(held, on) for held in body.roles if held not in stay and held.first_day < on]
    kept = {held.role for held in stay}
    new = [HeldRole.model_validate(_held(role)) for role in typed.roles if role not in kept]
    return _with(province, body, roles=(*past, *stay, *(_starting(role, on) for role in new)))


def governed(province: Province, typed: TypedBody) -> Province:
    """Another body governs a press agency from a day on. Raises BadInput, NotFound."""
    body, press = _press(province, typed)
    governing = _wanted("governing", typed.governing)
    held = GoverningBody.model_validate({"agency": governing, "confidence": ENTERED})
    rows = _from_then(press.governing, held, _day(typed))
    return _with(province, body, press=press.model_copy(update={"governing": rows}))


def titled(province: Province, typed: TypedBody) -> Province:
    """Other titles of its leaders from a day on. Raises BadInput, NotFound."""
    body, press = _press(province, typed)
    title = HeadTitle(
        head=_wanted("head_title", typed.head), deputy=_wanted("deputy_title", typed.deputy)
    )
    rows = _from_then(press.titles, title, _day(typed))
    return _with(province, body, press=press.model_copy(update={"titles": rows}))


def laid_out(province: Province, typed: TypedBody) -> Province:
    """How its papers look and who signs them. Raises BadInput, NotFound."""
    body = _body(province, typed.code)
    looks = {field: getattr(typed, field) for field in LOOKS}
    return _put(province, _shaped({**plain(body), **looks}))


def _day(typed: TypedBody) -> date:
    if typed.on is None:
        raise BadInput(field="from", rule=BadInput.Rule.MISSING, value="")
    return typed.on


def _body(province: Province, code: str) -> Agency:
    body = province.body(code)
    if body is None:
        raise NotFound(kind="agency", id=code)
    return body


def _standing(province: Province, typed: TypedBody) -> Agency:
    """A body that there is on the day typed."""
    body, on = _body(province, typed.code), _day(typed)
    if not body.covers(on):
        raise BadInput(field="from", rule=BadInput.Rule.NOT_EXISTING_ON, value=body.code, on=on)
    return body


def _press(province: Province, typed: TypedBody) -> tuple[Agency, PressAgency]:
    body = _standing(province, typed)
    if body.press is None:
        raise NotFound(kind="press_agency", id=body.code)
    return body, body.press


def _from_then(rows: Iterable[D], new: D, on: date) -> tuple[D, ...]:
    """What was before stays until the day before; what would have come later gives way."""
    before = [_until(row, on) for row in rows if row.first_day < on]
    return (*before, _starting(new, on) if before else new)


def _until(row: D, on: date) -> D:
    """The row ending the day before `on`, where it does not end sooner."""
    if row.end <= on:
        return row
    return row.model_copy(update={"last_day": on - ONE_DAY})


def _starting(row: D, on: date) -> D:
    return row.model_copy(update={"first_day": on, "last_day": None})


def _with(province: Province, body: Agency, **changed: Any) -> Province:
    return _put(province, body.model_copy(update=changed))


def _put(province: Province, body: Agency) -> Province:
    bodies = tuple(body if one.code == body.code else one for one in province.bodies)
    return province.model_copy(update={"bodies": bodies})
