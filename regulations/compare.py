"""Two procedures side by side, step by step: what one has and the other lacks, what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.law.procedure import Procedure, Step

COMPARED = ("title", "asks", "options", "deadline", "basis", "routes", "join", "when", "then")


@dataclass(frozen=True, slots=True)
class ComparedStep:
    """One step in both procedures; an empty side means that the other alone has it."""

    step: str
    left: str
    right: str
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    left: str
    right: str
    rows: tuple[ComparedStep, ...]


def compare(left: Procedure, right: Procedure) -> Comparison:
    """Steps in the order of the right procedure; those only on the left stand where they were."""
    ours = {step.id: step for step in left.steps}
    theirs = {step.id: step for step in right.steps}
    rows = (
        _row(step_id, ours.get(step_id), theirs.get(step_id)) for step_id in _merged(ours, theirs)
    )
    return Comparison(left.id, right.id, tuple(rows))


def _merged(ours: dict[str, Step], theirs: dict[str, Step]) -> list[str]:
    merged = list(theirs)
    place = 0
    for step_id in ours:
        if step_id in theirs:
            place = merged.index(step_id) + 1
        else:
            merged.insert(place, step_id)
            place += 1
    return merged


def _row(step_id: str, left: Step | None, right: Step | None) -> ComparedStep:
    changed: tuple[str, ...] = ()
    if left is not None and right is not None:
        changed = tuple(name for name in COMPARED if _value(left, name) != _value(right, name))
    return ComparedStep(step_id, left.title if left else "", right.title if right else "", changed)


def _value(step: Step, name: str) -> Any:
    return getattr(step, name)
