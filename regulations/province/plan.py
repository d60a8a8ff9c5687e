"""What a province has chosen, put into the text of a procedure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.law.basis import Basis
from domain.law.case_law import AskedBodies
from domain.law.instruments import Instrument
from domain.law.procedure import Procedure, Purpose, Step

Plan = Sequence[AskedBodies]


def with_plan(text: Procedure, plan: Plan, usual: Plan, texts: Iterable[Instrument]) -> Procedure:
    """The text with the bodies that the plan asks, where `usual` is the plan it was written with.

    Of the roles that any row of `usual` names, the round of opinions asks those that are chosen,
    but for such as another step asks anyhow; a row that is not in the plan leaves the text as it
    is. What rested on the usual plan rests on the chosen one.
    """
    chosen, before = _row(text, plan), _row(text, usual)
    if chosen is None or before is None or chosen == before:
        return text
    open_to_choice = {role for row in usual for role in row.roles}
    asked = [_asked(text, step, chosen, open_to_choice) for step in text.steps]
    own = {own.id: own for own in texts}.get(chosen.basis.instrument)
    steps = tuple(_resting(step, before.basis, chosen.basis, own) for step in asked)
    return text.model_copy(update={"steps": steps})


def _row(text: Procedure, plan: Plan) -> AskedBodies | None:
    fitting = (row for row in plan if text.name in row.procedures and row.variant == text.variant)
    return next(fitting, None)


def _asked(text: Procedure, step: Step, chosen: AskedBodies, open_to_choice: set[str]) -> Step:
    if step.purpose is not Purpose.OPINION_ROUND:
        return step
    elsewhere = {role for other in text.steps if other is not step for role in other.asks}
    stay = [role for role in step.asks if role not in open_to_choice or role in chosen.roles]
    new = [role for role in chosen.roles if role not in stay and role not in elsewhere]
    return step.model_copy(update={"asks": (*stay, *new)})


def _resting(step: Step, before: Basis, chosen: Basis, own: Instrument | None) -> Step:
    """The step on the plan of this province, from the day on which that is in force."""
    if own is None or before.instrument == chosen.instrument:
        return step
    of_plan = [basis for basis in step.basis if basis.instrument == before.instrument]
    if not of_plan:
        return step
    there = chosen.model_copy(update={"first_day": own.first_day, "last_day": own.last_day})
    others = tuple(basis for basis in step.basis if basis not in of_plan)
    first = of_plan[0].first_day
    kept = (there.model_copy(update={"first_day": max(first, there.first_day)}), *others)
    return step.model_copy(update={"basis": kept})
