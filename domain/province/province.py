"""A province as data: its bodies, whom its plan asks, its terms of committee, its own texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

from domain.decisions.numbering import PartyTerm
from domain.law.agencies import Agency
from domain.law.case_law import AskedBodies
from domain.law.in_force import Frozen
from domain.law.instruments import Instrument
from domain.told.reminders import ReminderRule

Row = Mapping[str, Any]  # as JSON holds it
Rows = Mapping[str, Row]  # "bodies/BTGTU" → the row, in the order of lists


class Part(StrEnum):
    """The lists of a province; each is a file of its folder."""

    BODIES = "bodies"
    ASKED = "asked"
    TERMS = "terms"
    TEXTS = "texts"
    REMINDERS = "reminders"


class Province(Frozen):
    """What one province says of itself. Bodies of the centre are part of the law, not of it."""

    bodies: tuple[Agency, ...] = ()
    asked: tuple[AskedBodies, ...] = ()
    terms: tuple[PartyTerm, ...] = ()
    texts: tuple[Instrument, ...] = ()
    reminders: tuple[ReminderRule, ...] = ()

    def body(self, code: str) -> Agency | None:
        return next((body for body in self.bodies if body.code == code), None)


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row of a part is, and what it is known by."""

    model: type[Frozen]
    name: Callable[[Any], str]


SHAPES: Mapping[Part, RowShape] = {
    Part.BODIES: RowShape(Agency, lambda body: body.code),
    Part.ASKED: RowShape(AskedBodies, lambda row: f"{'+'.join(row.procedures)}.{row.variant}"),
    Part.TERMS: RowShape(PartyTerm, lambda term: term.name),
    Part.TEXTS: RowShape(Instrument, lambda text: text.id),
    Part.REMINDERS: RowShape(ReminderRule, lambda rule: f"{rule.body}.{rule.first_day}"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """Rows put in place of those of their name, and names of rows taken away."""

    put: Rows
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.put or self.dropped)


def rows_of(province: Province) -> dict[str, Row]:
    """Every row by its part and name; of two of one name the later one."""
    return {
        f"{part}/{shape.name(row)}": plain(row)
        for part, shape in SHAPES.items()
        for row in getattr(province, part)
    }


def plain(row: Frozen) -> Row:
    """A row as files and the database hold it; what is usual is not said."""
    dumped = row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return cast(Row, dumped)


def province_of(rows: Rows) -> Province:
    """Raises ValueError for a row that has not the shape of its part."""
    found: dict[Part, list[Frozen]] = {part: [] for part in Part}
    for key, row in rows.items():
        part = Part(key.partition("/")[0])
        found[part].append(SHAPES[part].model.model_validate(row))
    return Province.model_validate({part.value: tuple(found[part]) for part in Part})


def difference(before: Rows, after: Rows) -> Edit:
    """What makes `after` of `before`."""
    put = {key: row for key, row in after.items() if before.get(key) != row}
    return Edit(put, tuple(key for key in before if key not in after))


def applied(rows: Rows, edit: Edit) -> dict[str, Row]:
    """Rows keep their place; new ones come last."""
    left = {key: row for key, row in rows.items() if key not in edit.dropped}
    return left | dict(edit.put)


def digest_of(rows: Rows) -> str:
    """SHA-256 of what the rows say, whatever their order: the name of an edition."""
    said = json.dumps(rows, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def dropped_bodies(edit: Edit) -> Iterator[str]:
    """Codes of the bodies that an edit takes away."""
    for key in edit.dropped:
        part, _, code = key.partition("/")
        if part == Part.BODIES:
            yield code


def ended_bodies(before: Rows, edit: Edit) -> Iterator[tuple[str, date, str]]:
    """Of each body that ends, or sooner than before: its code, its last day, who carries on."""
    for key, row in edit.put.items():
        part, _, code = key.partition("/")
        known = before.get(key, {}).get("to")
        if part == Part.BODIES and row.get("to") and (not known or row["to"] < known):
            yield code, date.fromisoformat(row["to"]), str(row.get("successor") or "")


# What a body is called and how its papers look: changing it gives nobody a power.
LOOKS = frozenset({"names", "head", "collective", "place", "layout", "organ_id", "note"})


def moves_powers(before: Rows, edit: Edit) -> bool:
    """Does an edit change who may act in a procedure? A body's names and looks do not."""
    return bool(edit.dropped) or any(
        key.startswith((f"{Part.BODIES}/", f"{Part.ASKED}/"))
        and _power(row) != _power(before.get(key, {}))
        for key, row in edit.put.items()
    )


def _power(row: Row) -> Row:
    if not row.get("roles") and not row.get("press") and not row.get("successor"):
        row = {key: value for key, value in row.items() if key in ("from", "to")}
    return {key: value for key, value in row.items() if key not in LOOKS}
