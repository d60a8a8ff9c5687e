"""What a province chooses beside its bodies: whom it asks for an opinion, its committee's terms.

Each returns the province with the choice in it, and raises BadInput for what cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.decisions.numbering import PartyTerm
from domain.errors import BadInput
from domain.law.basis import Basis, Confidence
from domain.law.case_law import AskedBodies
from domain.law.in_force import ONE_DAY, Dated
from domain.law.instruments import Instrument
from domain.province.province import Province
from domain.told.reminders import MOST_DAYS, ReminderRule

D = TypeVar("D", bound=Dated)
YES = frozenset({"1", "true", "yes"})
COUNTED = ("before", "every", "head_after", "handler_after")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedChoice:
    """What was typed. For the plan: `roles` asked in `procedure` of `variant`, on the text `number`
    of `issuer`, place `article`; empty `number`: on the text it rests on now. For a term: its
    `name`. For reminders: fields of ReminderRule, numbers as typed. `on`: from which day."""

    procedure: str = ""
    variant: str = ""
    roles: tuple[str, ...] = ()
    number: str = ""
    title: str = ""
    issuer: str = ""
    article: str = ""
    name: str = ""
    body: str = ""
    before: str = ""
    on_day: str = ""
    every: str = ""
    head_after: str = ""
    handler_after: str = ""
    on: date | None = None


def asked(province: Province, typed: TypedChoice) -> Province:
    """Whom the province asks in one procedure for one kind of press agency. Raises BadInput."""
    if not typed.roles:
        raise BadInput(field="roles", rule=BadInput.Rule.MISSING, value="")
    at = [row for row in province.asked if _is_of(row, typed)]
    if not at:
        raise BadInput(field="procedure", rule=BadInput.Rule.NOT_A_CHOICE, value=typed.procedure)
    texts, basis = _resting(province.texts, at[0].basis, typed)
    chosen = AskedBodies(
        procedures=(typed.procedure,), variant=typed.variant, roles=typed.roles, basis=basis
    )
    plan = [row for old in province.asked for row in _without(old, typed)]
    return province.model_copy(update={"asked": (*plan, chosen), "texts": texts})


def _is_of(row: AskedBodies, typed: TypedChoice) -> bool:
    return row.variant == typed.variant and typed.procedure in row.procedures


def _without(row: AskedBodies, typed: TypedChoice) -> Iterable[AskedBodies]:
    """A row of several procedures is left to the others."""
    if not _is_of(row, typed):
        yield row
    elif others := tuple(one for one in row.procedures if one != typed.procedure):
        yield row.model_copy(update={"procedures": others})


def _resting(
    texts: tuple[Instrument, ...], before: Basis, typed: TypedChoice
) -> tuple[tuple[Instrument, ...], Basis]:
    """The province's own texts, with the one typed; and what the choice rests on."""
    if not typed.number:
        return texts, before
    for field in ("title", "issuer", "on"):
        if not getattr(typed, field):
            raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
    text = Instrument.model_validate(
        {
            "id": typed.number,
            "number": typed.number,
            "kind": "",
            "title": typed.title,
            "issuer": typed.issuer,
            "confidence": Confidence.READ,
            "from": typed.on,
        }
    )
    others = tuple(one for one in texts if one.id != text.id)
    place = typed.article or None
    return (*others, text), Basis(instrument=text.id, article=place, confidence=Confidence.READ)


def term_begun(province: Province, typed: TypedChoice) -> Province:
    """A new term of the Party committee from a day on; the one before ends the day before.

    Raises BadInput.
    """
    if not typed.name or typed.on is None:
        field = "on" if typed.name else "name"
        raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
    kept = tuple(_ending(term, typed.on) for term in province.terms if term.first_day < typed.on)
    new = PartyTerm.model_validate(
        {"name": typed.name, "from": typed.on, "confidence": Confidence.READ}
    )
    return province.model_copy(update={"terms": (*kept, new)})


def _ending(row: D, on: date) -> D:
    return row if row.end <= on else row.model_copy(update={"last_day": on - ONE_DAY})


def reminded(province: Province, typed: TypedChoice) -> Province:
    """When people of a body (empty: of any without a rule of its own) are reminded, from a day on.
    What held before ends the day before. Raises BadInput."""
    if typed.on is None:
        raise BadInput(field="on", rule=BadInput.Rule.MISSING, value="")
    rule = ReminderRule.model_validate(
        {name: _working_days(name, getattr(typed, name)) for name in COUNTED}
        | {"body": typed.body, "on_day": typed.on_day in YES, "from": typed.on}
    )
    same = [old for old in province.reminders if old.body == typed.body]
    others = tuple(old for old in province.reminders if old.body != typed.body)
    kept = tuple(_ending(old, typed.on) for old in same if old.first_day < typed.on)
    return province.model_copy(update={"reminders": (*others, *kept, rule)})


def _working_days(field: str, typed: str) -> int:
    """0 for never, to MOST_DAYS."""
    if not typed.isdecimal() or int(typed) > MOST_DAYS:
        raise BadInput(field=field, rule=BadInput.Rule.NOT_A_COUNT, value=typed)
    return int(typed)
