"""Where a case stands under another text: which answers stand, where it goes on, what is new.

An answer stands where it counts under the text of the case and the other text puts the same
question: a step of the same id, kind and vote, to the same roles, offering what was answered.
Once a step is asked again, what was answered after it stands no more. Everything else of the other
text is asked; what it does not know stays in the history.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from domain.cases.steps import answered_path, first_asked, last_answers
from domain.law.procedure import ENDS, Procedure, Step
from domain.state.case import Case


class StepFate(StrEnum):
    """What becomes of a step."""

    STANDS = "stands"  # it was answered, and is not asked again
    STAYS = "stays"  # it is asked now, and goes on
    AGAIN = "again"  # it is asked again
    NEW = "new"  # it was not asked yet


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """`text` is the other text, with the steps asked so far that it does not know. The case goes on
    at `goes_on`, the id of a step or an end; `path` holds every step of `text` on its way, were all
    answers to come to carry on, and `fates` what becomes of each, by its id. Those of `before` led
    to `goes_on`, those of `stand` come after it and are not asked again; `gone` were answered and
    count no more. `stays`: what is asked now is asked by `text` as well, and goes on."""

    text: Procedure
    goes_on: str
    path: tuple[Step, ...]
    fates: Mapping[str, StepFate]
    before: tuple[str, ...]
    stand: tuple[str, ...]
    gone: tuple[str, ...]
    stays: bool


def plan(case: Case, of_case: Procedure, other: Procedure) -> MigrationPlan:
    """What becomes of an open case of the text `of_case` that goes on by `other`."""
    counting = answered_path(case, of_case)
    kept = _kept(case, other, [s for s in counting if _same_question(case, of_case, other, s)])
    goes_on = first_asked(case, other, other.start, kept)
    path = tuple(_path(case, other, kept))
    before = tuple(s.id for s in takewhile(lambda step: step.id != goes_on, path))
    stays = goes_on == case.step and _asks_the_same(of_case, other, goes_on)

    def fate(step: str) -> StepFate:
        if step in kept:
            return StepFate.STANDS
        if stays and step == goes_on:
            return StepFate.STAYS
        return StepFate.AGAIN if case.rounds(step) else StepFate.NEW

    return MigrationPlan(
        text=other.model_copy(update={"past": _past(case, of_case, other)}),
        goes_on=goes_on,
        path=path,
        fates={step.id: fate(step.id) for step in path},
        before=before,
        stand=tuple(s.id for s in path if s.id in kept and s.id not in before),
        gone=tuple(step for step in counting if step not in kept),
        stays=stays,
    )


def _same_question(case: Case, of_case: Procedure, other: Procedure, step_id: str) -> bool:
    if not _asks_the_same(of_case, other, step_id):
        return False
    return last_answers(case, other.step(step_id)) is not None


def _asks_the_same(of_case: Procedure, other: Procedure, step_id: str) -> bool:
    new = next((step for step in other.steps if step.id == step_id), None)
    return new is not None and _question(new) == _question(of_case.step(step_id))


def _question(step: Step) -> tuple[object, ...]:
    return step.kind, step.vote, step.decides, frozenset(step.asks), step.approves


def _kept(case: Case, other: Procedure, same: Collection[str]) -> frozenset[str]:
    """Up to the first step that is asked again."""
    steps = [step.id for step in _path(case, other, same)]
    until = takewhile(lambda step: step in same or not case.rounds(step), steps)
    return frozenset(until) & frozenset(same)


def _path(case: Case, text: Procedure, kept: Collection[str]) -> Iterator[Step]:
    here, seen = first_asked(case, text, text.start, ()), set[str]()
    while here not in ENDS and here not in seen:
        seen.add(here)
        step = text.step(here)
        yield step
        onward = last_answers(case, step) if here in kept else None
        here = first_asked(case, text, onward or step.then, ())


def _past(case: Case, of_case: Procedure, other: Procedure) -> tuple[Step, ...]:
    asked, known = {task.step for task in case.tasks}, {step.id for step in other.steps}
    steps = (*of_case.steps, *of_case.past)
    return tuple(step for step in steps if step.id in asked - known)
