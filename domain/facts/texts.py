"""What may stand in a text that is kept: no character that no paper can print and no file hold, and
no more of it than a person writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from domain.errors import BadInput
from domain.facts.fact import Fact
from domain.text import nfc

V = TypeVar("V")

# What XML 1.0, and with it every .docx, cannot hold; PostgreSQL refuses NUL by itself.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

MOST = 20_000  # characters of what somebody says
NAMED = {"document", "reason", "note"}
SHORT = {"document": 500}  # of what is named in a line


def check_printable(text: str, *, field: str = "text") -> str:
    """The same text. Raises BadInput naming the character and where it stands."""
    if found := UNPRINTABLE.search(text):
        rule, code = BadInput.Rule.UNPRINTABLE, f"U+{ord(found[0]):04X}"
        raise BadInput(field=field, rule=rule, value=code, place=found.start() + 1)
    return text


def check_text(text: str, *, field: str = "text") -> str:
    """The same text, printable and no longer than one writes. Raises BadInput."""
    most, found = SHORT.get(field, MOST), len(text.replace("\r\n", "\n"))
    if found > most:
        rule = BadInput.Rule.TEXT_TOO_LONG
        raise BadInput(field=field, rule=rule, value=f"{text[:40]}…", most=most, found=found)
    return check_printable(text, field=field)


def check_texts(facts: Iterable[Fact]) -> None:
    """Of everything the facts say. Raises BadInput."""
    for fact in facts:
        for field, text in _texts(fact):
            check_text(text, field=field)


def _texts(value: object, field: str = "text") -> Iterator[tuple[str, str]]:
    """Each text, with the name under which people know it."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, field)
    elif is_dataclass(value):
        for own in fields(value):
            named = own.name if own.name in NAMED else "text"
            yield from _texts(getattr(value, own.name), named)


def composed(value: V) -> V:
    """The same with every text in it in the one form that is kept, by whatever door it came."""
    said: object = value
    if type(said) is str:  # a code of ours is a str of another type
        said = said if said.isascii() else nfc(said)
    elif isinstance(said, tuple):
        said = tuple(composed(part) for part in said)
    elif is_dataclass(said) and not isinstance(said, type):
        named = {field.name: getattr(said, field.name) for field in fields(said) if field.init}
        new = {name: composed(part) for name, part in named.items()}
        if new != named:
            said = replace(said, **new)
    return said  # type: ignore[return-value]
