"""Marks for texts kept before the law files carried any (ADR 13)."""

from __future__ import annotations

from collections.abc import Mapping

from domain.law.procedure import Procedure, Purpose, Step

OldMarks = Mapping[str, Purpose]  # id of a step as law files once named it → what it was for


def with_old_marks(text: Procedure, old: OldMarks) -> Procedure:
    """The text with the marks its steps would carry today; a mark it has stays as it is."""
    steps = tuple(_marked(step, old) for step in text.steps)
    return text.model_copy(update={"steps": steps})


def _marked(step: Step, old: OldMarks) -> Step:
    return step if step.purpose else step.model_copy(update={"purpose": old.get(step.id)})
