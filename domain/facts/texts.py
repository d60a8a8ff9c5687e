"""What may stand in a text that is kept: no character that no paper can print and no file hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from domain.errors import BadInput
from domain.facts.fact import Fact

# What XML 1.0, and with it every .docx, cannot hold; PostgreSQL refuses NUL by itself.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_text(text: str, *, field: str = "text") -> str:
    """The same text. Raises BadInput naming the character and where it stands."""
    if found := UNPRINTABLE.search(text):
        rule, code = BadInput.Rule.UNPRINTABLE, f"U+{ord(found[0]):04X}"
        raise BadInput(field=field, rule=rule, value=code, place=found.start() + 1)
    return text


def check_texts(facts: Iterable[Fact]) -> None:
    """Of everything the facts say. Raises BadInput."""
    for fact in facts:
        for text in _texts(fact):
            check_text(text)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
