"""Changes of the province by their names: the same for pages, API and command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.province.change import ProvinceWish, change_province
from domain.errors import BadInput
from domain.leaving.hanging import Settling
from domain.province import bodies, choices
from domain.province.bodies import TypedBody
from domain.province.choices import TypedChoice
from domain.province.province import Province

T = TypeVar("T")
OF_BODIES: Mapping[str, Callable[[Province, TypedBody], Province]] = {
    "added": bodies.added,
    "renamed": bodies.renamed,
    "ended": bodies.ended,
    "given_roles": bodies.given_roles,
    "governed": bodies.governed,
    "titled": bodies.titled,
    "laid_out": bodies.laid_out,
}
OF_CHOICES: Mapping[str, Callable[[Province, TypedChoice], Province]] = {
    "plan_chosen": choices.asked,
    "term_begun": choices.term_begun,
    "reminders_set": choices.reminded,
}


def change_body(
    app: App,
    entry: DirectoryEntry,
    what: str,
    typed: TypedBody,
    *,
    reason: str,
    settling: Settling | None = None,
) -> bool:
    """One body changed, as `what` says; `settling`: what becomes of its people, where it ends.
    True: it waits for a second administrator.

    Raises BadInput, BadProvince, NotAllowed, StillHangs.
    """
    change = _known(OF_BODIES, what)
    wish = ProvinceWish(
        what=what, subject=typed.code, from_day=typed.on, reason=reason, settling=settling
    )
    return change_province(app, entry, wish, lambda province: change(province, typed))


def choose(app: App, entry: DirectoryEntry, what: str, typed: TypedChoice, *, reason: str) -> bool:
    """A choice of the province, as `what` says. True: it waits for a second administrator.

    Raises BadInput, BadProvince, NotAllowed.
    """
    change = _known(OF_CHOICES, what)
    subject = f"{typed.procedure}.{typed.variant}" if typed.procedure else typed.name or typed.body
    wish = ProvinceWish(what=what, subject=subject, from_day=typed.on, reason=reason)
    return change_province(app, entry, wish, lambda province: change(province, typed))


def _known(acts: Mapping[str, T], what: str) -> T:
    if what not in acts:
        raise BadInput(field="what", rule=BadInput.Rule.NOT_A_CHOICE, value=what)
    return acts[what]


def body_typed(code: str, said: Mapping[str, str], on: date | None) -> TypedBody:
    """From texts by the names of fields; of several values each has its comma between. Raises
    BadInput for a name that no field has."""
    return _typed(TypedBody, said, code=code, on=on)


def choice_typed(said: Mapping[str, str], on: date | None) -> TypedChoice:
    """The same of a choice. Raises BadInput."""
    return _typed(TypedChoice, said, on=on)


def _typed(kind: type[T], said: Mapping[str, str], **known: object) -> T:
    names = set(kind.__dataclass_fields__) - set(known)  # type: ignore[attr-defined]
    for name in said.keys() - names:
        raise BadInput(field="set", rule=BadInput.Rule.NOT_A_CHOICE, value=name)
    values = {name: _value(name, value) for name, value in said.items()}
    return kind(**values, **known)


def _value(name: str, text: str) -> object:
    if name == "roles":
        return tuple(filter(None, (part.strip() for part in text.split(","))))
    return text.strip()
