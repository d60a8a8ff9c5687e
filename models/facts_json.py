"""Facts as JSON text and back. The text is what the chain hashes, so it has one form only."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain.calendar.workdays import Due
from domain.facts.fact import FACTS, Fact


def dump(value: Any) -> str:
    """One exact text: keys sorted, no spaces, Vietnamese as it is, dates and times ISO."""
    return json.dumps(
        value, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def load(kind: str, body: str) -> Fact:
    """The fact of a stored row; `kind` is its class name."""
    fact: Fact = _adapters()[kind].validate_json(body)
    return fact


def load_due(text: str) -> Due:
    return _due_adapter().validate_json(text)


def _plain(value: object) -> object:
    """One level at a time, as the encoder meets it: `asdict` would copy everything deeply."""
    if isinstance(value, Due) and not value.added:  # learnt later: what was written stays as it is
        names = (name for name in _field_names(Due) if name != "added")
        return {name: getattr(value, name) for name in names}
    if dataclasses.is_dataclass(value):
        return {name: getattr(value, name) for name in _field_names(value.__class__)}
    if isinstance(value, date):  # datetime is one too
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"a fact holds no {type(value).__name__}")


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _adapters() -> dict[str, TypeAdapter[Any]]:
    return {name: TypeAdapter(kind) for name, kind in FACTS.items()}


@cache
def _due_adapter() -> TypeAdapter[Due]:
    return TypeAdapter(Due)
